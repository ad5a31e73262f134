using System.Net;
using System.Net.Sockets;

namespace Crosspath.Fetch;

/// <summary>
/// Gets documents over HTTP and HTTPS. Nothing that a server does makes it throw, take longer or more memory than the
/// limits say. The address that is checked is the one that is connected to, at every redirect, so a name that changes its
/// address in between gains nothing.
/// </summary>
public sealed class HttpFetch : IDisposable
{
    private readonly FetchLimits _limits;
    private readonly HttpClient _client;

    /// <summary>Makes a client with limits of its own.</summary>
    public HttpFetch(FetchLimits limits) : this(limits, null) { }

    /// <summary>The same, with names resolved by somebody else.</summary>
    internal HttpFetch(FetchLimits limits, HostResolver? resolver)
    {
        ArgumentNullException.ThrowIfNull(limits);
        _limits = limits;
        var dialer = new Dialer(limits.AllowPrivate, resolver);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, // each step is checked here
            AutomaticDecompression = DecompressionMethods.All,
            ConnectCallback = async (context, cancellation) =>
                await dialer.Connect(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellation).ConfigureAwait(false),
            ConnectTimeout = limits.MostConnectTime,
            MaxResponseHeadersLength = limits.MostHeaderKilobytes,
            UseCookies = false,
            UseProxy = false, // a proxy would resolve names where no rule sees it
        };
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("crosspath/0.1");
    }

    /// <summary>Gets a document.</summary>
    /// <param name="url">http or https.</param>
    /// <param name="cancellation">Ends it at once.</param>
    public async Task<FetchResult> Get(Uri url, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(url);
        using var timed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timed.CancelAfter(_limits.MostTime);
        try
        {
            return await Follow(url, timed.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return FetchResult.Failed(url, $"no complete answer within {_limits.MostTime.TotalSeconds:0} seconds");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException or InvalidDataException)
        {
            var root = e.GetBaseException();
            return FetchResult.Failed(url, root is RefusedAddressException ? root.Message : OneLine(root.Message));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<FetchResult> Follow(Uri start, CancellationToken cancellation)
    {
        var url = start;
        for (var step = 0; step <= _limits.MostRedirects; step++)
        {
            if (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https"))
                return FetchResult.Failed(start, $"leads to {url}, which is neither http nor https");
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            if ((int)response.StatusCode is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } location)
            {
                var next = new Uri(url, location);
                if (url.Scheme == "https" && next.Scheme == "http") return FetchResult.Failed(start, $"leads from https to {next}");
                url = next;
                continue;
            }
            if (response.StatusCode != HttpStatusCode.OK)
                return FetchResult.Failed(start, $"the server answers {(int)response.StatusCode} {OneLine(response.ReasonPhrase ?? "")}".TrimEnd());
            return await Read(start, url, response, cancellation).ConfigureAwait(false);
        }
        return FetchResult.Failed(start, $"more than {_limits.MostRedirects} redirects");
    }

    private async Task<FetchResult> Read(Uri start, Uri url, HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.Content.Headers.ContentLength > _limits.MostBytes) return TooLong(start);
        var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            using var content = new MemoryStream();
            var buffer = new byte[1 << 16];
            int count;
            while ((count = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
            {
                if (content.Length + count > _limits.MostBytes) return TooLong(start);
                content.Write(buffer, 0, count);
            }
            return new FetchResult(new FetchedDocument(url, content.ToArray(), response.Content.Headers.LastModified), null);
        }
    }

    private FetchResult TooLong(Uri url) => FetchResult.Failed(url, $"is longer than {_limits.MostBytes:N0} bytes");

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
