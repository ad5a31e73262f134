using System.Security.Cryptography;

namespace Crosspath.Fetch.Collateral;

/// <summary>Gets documents from a cache, and else from the network.</summary>
/// <param name="http">The network; null to ask nobody.</param>
/// <param name="cache">Null for none.</param>
/// <param name="clock">Says what is fresh.</param>
public sealed class DocumentSource(HttpFetch? http, DocumentCache? cache, TimeProvider clock)
{
    private static readonly TimeSpan WithoutWord = TimeSpan.FromDays(1); // neither document nor server say how long
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>Why documents cannot be kept; null while they can.</summary>
    public string? CacheProblem { get; private set; }

    /// <summary>A document that passes a check, or why there is none.</summary>
    internal async Task<(ReadOnlyMemory<byte>? Content, string? Problem)> Get(
        FetchRequest request, Func<ReadOnlyMemory<byte>, DocumentCheck> check, CancellationToken cancellation)
    {
        var key = KeyOf(request);
        var kept = cache?.Find(key);
        if (kept is not null && (http is null || clock.GetUtcNow() < kept.FreshUntil) && check(kept.Content).Problem is null)
            return (kept.Content, null);
        if (http is null) return (null, $"{request.Url}: is not in the cache, and --offline asks nobody");
        var (document, problem) = await http.Send(request, cancellation).ConfigureAwait(false);
        if (document is null) return (null, problem);
        var found = check(document.Content);
        if (found.Problem is { } fault) return (null, $"{request.Url}: {fault}");
        if (found.MayBeKept && document.MayBeKept)
            CacheProblem = cache?.Keep(key, new CachedDocument(document.Content, FreshUntil(document, found))) ?? CacheProblem;
        return (document.Content, null);
    }

    private DateTimeOffset FreshUntil(FetchedDocument document, DocumentCheck found)
    {
        var now = clock.GetUtcNow();
        var age = document.MaxAge ?? (found.NextUpdate is null ? WithoutWord : Longest);
        if (age > Longest) age = Longest;
        var until = age > TimeSpan.Zero ? now + age : now;
        return found.NextUpdate is not { } next || next > until ? until : next > now ? next : now;
    }

    private static string KeyOf(FetchRequest request) => request.Body is { } body
        ? $"{request.Url.AbsoluteUri}\n{Convert.ToHexStringLower(SHA256.HashData(body.Span))}"
        : request.Url.AbsoluteUri;
}
