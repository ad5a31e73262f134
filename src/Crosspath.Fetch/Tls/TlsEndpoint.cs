using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Crosspath.Fetch.Tls;

/// <summary>A server that speaks TLS: <c>example.org:443</c>, <c>192.0.2.1:443</c> or
/// <c>[2001:db8::1]:443</c>.</summary>
/// <param name="Host">A name in ASCII (international ones as A-labels), or an address without brackets.</param>
/// <param name="Port">1 to 65535.</param>
public sealed record TlsEndpoint(string Host, int Port)
{
    private const int LongestName = 253; // RFC 1035 section 2.3.4, without the root's label

    /// <summary>What is said in the handshake; null for addresses, which are not said: RFC 6066 section 3.</summary>
    public string? ServerName => IPAddress.TryParse(Host, out _) ? null : Host.TrimEnd('.');

    /// <summary>Reads an endpoint.</summary>
    /// <param name="text">As written on a command line.</param>
    /// <param name="endpoint">What was read.</param>
    /// <param name="defaultPort">The port where none is written; null to ask for one.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out TlsEndpoint? endpoint, int? defaultPort = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        endpoint = null;
        var colon = text.LastIndexOf(':');
        var isWithoutPort = colon < 0 || text.EndsWith(']');
        var host = isWithoutPort ? text : text[..colon];
        var port = defaultPort ?? 0;
        if (!isWithoutPort && !TryParsePort(text[(colon + 1)..], out port)) return false;
        if (port is < 1 or > ushort.MaxValue || ReadHost(host) is not { } read) return false;
        endpoint = new TlsEndpoint(read, port);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Host.Contains(':', StringComparison.Ordinal)
        ? $"[{Host}]:{Port}"
        : $"{Host}:{Port}";

    private static bool TryParsePort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port);

    private static string? ReadHost(string host)
    {
        if (host.StartsWith('[') && host.EndsWith(']'))
        {
            return IPAddress.TryParse(host[1..^1], out var address)
                && address.AddressFamily == AddressFamily.InterNetworkV6
                ? address.ToString()
                : null;
        }
        return Uri.CheckHostName(host) switch
        {
            UriHostNameType.IPv4 => IPAddress.Parse(host).ToString(),
            UriHostNameType.Dns => ToAscii(host),
            _ => null,
        };
    }

    private static string? ToAscii(string name)
    {
        try
        {
            var ascii = name.All(char.IsAscii) ? name : new IdnMapping().GetAscii(name);
            return ascii.TrimEnd('.').Length is > 0 and <= LongestName ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
