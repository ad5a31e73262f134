using System.Net;
using System.Net.Sockets;

namespace Crosspath.Fetch;

/// <summary>
/// Gets documents over HTTP and HTTPS. Nothing that a server does makes it throw, take longer or more memory than the
/// limits say. The address that is checked is the one that is connected to, at every redirect, so a name that changes
/// its address in between gains nothing.
/// </summary>
public sealed class HttpFetch : IDisposable
{
    private readonly FetchLimits _limits;
    private readonly HttpClient _client;

    /// <summary>Makes a client with limits of its own.</summary>
    public HttpFetch(FetchLimits limits)
        : this(limits, Dialer.For((limits ?? throw new ArgumentNullException(nameof(limits))).AllowPrivate)) { }

    /// <summary>The same, with connections of somebody else.</summary>
    internal HttpFetch(FetchLimits limits, Dialer dialer)
    {
        _limits = limits;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, // each step is checked here
            AutomaticDecompression = DecompressionMethods.All,
            ConnectCallback = async (context, cancellation) =>
                await dialer.Connect(
                    context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellation).ConfigureAwait(false),
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
    public Task<FetchResult> Get(Uri url, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(url);
        return Send(new FetchRequest(url), cancellation);
    }

    /// <summary>Asks for a document.</summary>
    /// <param name="asked">Where, and with which words.</param>
    /// <param name="cancellation">Ends it at once.</param>
    public async Task<FetchResult> Send(FetchRequest asked, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var url = asked.Url;
        using var timed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timed.CancelAfter(_limits.MostTime);
        try
        {
            return await Follow(asked, timed.Token).ConfigureAwait(false);
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

    private async Task<FetchResult> Follow(FetchRequest asked, CancellationToken cancellation)
    {
        var (start, url) = (asked.Url, asked.Url);
        for (var step = 0; step <= _limits.MostRedirects; step++)
        {
            if (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https"))
                return FetchResult.Failed(start, $"leads to {url}, which is neither http nor https");
            using var request = asked.ToMessage(url);
            using var response = await _client.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            var status = (int)response.StatusCode;
            if (status is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } location)
            {
                // RFC 9110 section 15.4: the others make a GET of a POST, which is then another question.
                if (asked.Body is not null && status < 307)
                    return FetchResult.Failed(start, $"answers {status} where something is posted");
                if (!Uri.TryCreate(url, location, out var next))
                    return FetchResult.Failed(start, "leads to what is no URL");
                if (url.Scheme == "https" && next.Scheme == "http")
                    return FetchResult.Failed(start, $"leads from https to {next}");
                url = next;
                continue;
            }
            if (response.StatusCode != HttpStatusCode.OK)
                return FetchResult.Failed(
                    start, $"the server answers {status} {OneLine(response.ReasonPhrase ?? "")}".TrimEnd());
            return await Read(asked, url, response, cancellation).ConfigureAwait(false);
        }
        return FetchResult.Failed(start, $"more than {_limits.MostRedirects} redirects");
    }

    private async Task<FetchResult> Read(
        FetchRequest asked, Uri url, HttpResponseMessage response, CancellationToken cancellation)
    {
        var most = Math.Min(asked.MostBytes ?? long.MaxValue, _limits.MostBytes);
        var tooLong = FetchResult.Failed(asked.Url, $"is longer than {most:N0} bytes");
        if (response.Content.Headers.ContentLength > most) return tooLong;
        var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            using var content = new MemoryStream();
            var buffer = new byte[1 << 16];
            int count;
            while ((count = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
            {
                if (content.Length + count > most) return tooLong;
                content.Write(buffer, 0, count);
            }
            return new FetchResult(new FetchedDocument(url, content.ToArray(), response.Content.Headers.LastModified)
            {
                MaxAge = response.Headers.CacheControl?.MaxAge,
                MayBeKept = response.Headers.CacheControl?.NoStore != true,
            }, null);
        }
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
