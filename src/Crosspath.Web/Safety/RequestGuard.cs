using System.Collections.Frozen;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Crosspath.Web.Safety;

/// <summary>
/// Who may ask. The Host header must be one of ours: a browser that was led here by a name of somebody else's (DNS
/// rebinding) says that name. A page of another origin may not ask either: browsers say whose page it is by
/// Sec-Fetch-Site and Origin; programs say neither, and are not what this guards against. A token, where one is set,
/// guards against everybody who does not know it.
/// </summary>
internal sealed class RequestGuard
{
    private readonly FrozenSet<string> _hosts;
    private readonly byte[]? _token;

    public RequestGuard(ServerOptions options)
    {
        var own = options.Listen.Address;
        string[] always = ["localhost", "127.0.0.1", "[::1]"];
        string[] listened = IPAddress.Any.Equals(own) || IPAddress.IPv6Any.Equals(own) ? [] : [new HostString(own.ToString()).Host];
        _hosts = always.Concat(listened).Concat(options.Hosts).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _token = options.Token is null ? null : SHA256.HashData(Encoding.UTF8.GetBytes(options.Token));
    }

    /// <summary>Why a request is refused; null when it is not.</summary>
    public Problem? Judge(HttpRequest request)
    {
        if (!request.Host.HasValue || !_hosts.Contains(request.Host.Host))
        {
            return new Problem(421, "foreign-host", "This server has another name",
                "the Host header names somebody else; say --host NAME to be called so");
        }
        if (IsForeign(request))
        {
            return new Problem(403, "foreign-origin", "Pages of other origins get no answers",
                "ask from this server's own page, or from a program");
        }
        if (IsOpen(request.Path) || _token is null || KnowsToken(request)) return null;
        return new Problem(401, "unauthorized", "A token is needed", "send it as 'Authorization: Bearer TOKEN'");
    }

    // A link from elsewhere to the page is a link; the page asks by itself, later.
    private static bool IsForeign(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var isLink = request.Headers["Sec-Fetch-Mode"] == "navigate" && HttpMethods.IsGet(request.Method)
            && !IsAnswer(request.Path);
        if (site is not ("" or "same-origin" or "none") && !isLink) return true;
        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0 && !IsOwn(origin, request);
    }

    // Behind a proxy the scheme is the proxy's, so that the host decides.
    private static bool IsOwn(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && string.Equals(uri.Authority, WithoutDefaultPort(request.Host, uri.Scheme), StringComparison.OrdinalIgnoreCase);

    private static string WithoutDefaultPort(HostString host, string scheme) =>
        host.Port == (scheme == "https" ? 443 : 80) ? host.Host : host.Value!;

    private static bool IsAnswer(PathString path) =>
        path.StartsWithSegments("/api") || path.StartsWithSegments("/metrics") || path.StartsWithSegments("/openapi");

    private static bool IsOpen(PathString path) => !IsAnswer(path);

    private bool KnowsToken(HttpRequest request)
    {
        const string Scheme = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(header[Scheme.Length..].Trim())), _token);
    }
}
