using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Paths.Timelines;

/// <summary>
/// A revocation that missed a sibling: another certificate of the same CA was revoked or blocked, and this one still has a
/// valid path afterwards in a store that honours that. The study "The Boon and Bane of Cross-Signing" (CCS 2020) calls it
/// valid after revocation.
/// </summary>
/// <param name="Sibling">The certificate of the same name and key that is not to be trusted any more.</param>
/// <param name="Reason">Why, in words that follow its name.</param>
/// <param name="From">Since when.</param>
/// <param name="Stores">The stores that know it, and trust the target afterwards all the same.</param>
/// <param name="Until">Until when they do, at the latest.</param>
public sealed record RevokedSibling(
    Certificate Sibling, string Reason, DateTimeOffset From, ImmutableArray<string> Stores, DateTimeOffset Until)
{
    /// <summary>The revocations that missed a target.</summary>
    /// <param name="graph">The certificates at hand.</param>
    /// <param name="history">What was revoked, and who knew.</param>
    /// <param name="timeline">The target's timeline under that history.</param>
    public static IEnumerable<RevokedSibling> Of(TrustGraph graph, TrustHistory history, Timeline timeline)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(timeline);
        var siblings = graph.CertificatesOf(graph.SubjectOf(timeline.Target))
            .Where(sibling => sibling.Fingerprint != timeline.Target.Fingerprint)
            .ToDictionary(sibling => sibling.Fingerprint);
        var revoked = history.Distrusts.Where(distrust => siblings.ContainsKey(distrust.Certificate));
        foreach (var group in revoked.GroupBy(distrust => (distrust.Certificate, distrust.Reason, distrust.Period.From)))
        {
            var knowing = timeline.Stores.Where(store => store.Last > group.Key.From
                && group.Any(distrust => distrust.Store is null || distrust.Store == store.Store)).ToArray();
            if (knowing.Length == 0) continue;
            yield return new RevokedSibling(
                siblings[group.Key.Certificate], group.Key.Reason, group.Key.From,
                [.. knowing.Select(store => store.Store)], knowing.Max(store => store.Last)!.Value);
        }
    }
}
