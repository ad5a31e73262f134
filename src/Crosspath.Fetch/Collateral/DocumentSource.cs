using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Crosspath.Fetch.Collateral;

/// <summary>Gets documents from a cache, and else from the network.</summary>
/// <param name="http">The network; null to ask nobody.</param>
/// <param name="cache">Null for none.</param>
/// <param name="clock">Says what is fresh.</param>
public sealed class DocumentSource(HttpFetch? http, DocumentCache? cache, TimeProvider clock)
{
    private const int MostInVain = 10_000;

    private static readonly TimeSpan WithoutWord = TimeSpan.FromDays(1); // neither document nor server say how long
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    // Many servers have certificates of one CA: who asks for the same document waits for whoever asked first.
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];
    private readonly ConcurrentDictionary<string, string> _inVain = [];

    /// <summary>Why documents cannot be kept; null while they can.</summary>
    public string? CacheProblem { get; private set; }

    /// <summary>A document that passes a check, or why there is none. What was asked for in vain is not asked for
    /// again.</summary>
    internal async Task<(ReadOnlyMemory<byte>? Content, string? Problem)> Get(
        FetchRequest request, Func<ReadOnlyMemory<byte>, DocumentCheck> check, CancellationToken cancellation)
    {
        var key = KeyOf(request);
        var turn = _turns[(key.GetHashCode(StringComparison.Ordinal) & int.MaxValue) % _turns.Length];
        await turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await Take(key, request, check, cancellation).ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<(ReadOnlyMemory<byte>? Content, string? Problem)> Take(
        string key, FetchRequest request, Func<ReadOnlyMemory<byte>, DocumentCheck> check, CancellationToken stop)
    {
        var kept = cache?.Find(key);
        var isUsable = kept is not null && (http is null || clock.GetUtcNow() < kept.FreshUntil);
        if (isUsable && check(kept!.Content).Problem is null) return (kept.Content, null);
        if (http is null) return (null, $"{request.Url}: is not in the cache, and --offline asks nobody");
        if (_inVain.TryGetValue(key, out var known)) return (null, known);
        var (document, problem) = await http.Send(request, stop).ConfigureAwait(false);
        if (document is null)
        {
            if (_inVain.Count < MostInVain) _inVain.TryAdd(key, problem!);
            return (null, problem);
        }
        var found = check(document.Content);
        if (found.Problem is { } fault) return (null, $"{request.Url}: {fault}");
        if (found.MayBeKept && document.MayBeKept)
        {
            var unkept = cache?.Keep(key, new CachedDocument(document.Content, FreshUntil(document, found)));
            CacheProblem = unkept ?? CacheProblem;
        }
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
