using Crosspath.Paths.Timelines;
using Crosspath.X509;

namespace Crosspath.Paths.Scenarios;

/// <summary>What a changed history means for a certificate.</summary>
/// <param name="Target">The certificate.</param>
/// <param name="Before">Its timeline before.</param>
/// <param name="After">Its timeline after.</param>
public sealed record Impact(Certificate Target, Timeline Before, Timeline After)
{
    /// <summary>
    /// The certificates whose timeline is another one after a change. Only those are looked at that lie below something
    /// that changed; the others cannot differ.
    /// </summary>
    /// <param name="before">Timelines under the history as it is; ask them of all targets first, and a change costs little.
    /// </param>
    /// <param name="after">The same under the history as it would be: see <see cref="TrustTimelines.Under"/>.</param>
    /// <param name="cancellation">Checked between certificates.</param>
    public static IEnumerable<Impact> Between(
        TrustTimelines before, TrustTimelines after, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        foreach (var target in Below(before.Graph, Changed(before.History, after.History)))
        {
            cancellation.ThrowIfCancellationRequested();
            var (was, becomes) = (before.Of(target, cancellation), after.Of(target, cancellation));
            if (!Same(was, becomes)) yield return new Impact(target, was, becomes);
        }
    }

    private static HashSet<Fingerprint> Changed(TrustHistory before, TrustHistory after)
    {
        var changed = new HashSet<Fingerprint>();
        var trusts = new HashSet<TrustPeriod>(before.Trusts, ReferenceEqualityComparer.Instance);
        trusts.SymmetricExceptWith(after.Trusts);
        foreach (var trust in trusts) changed.Add(trust.Anchor.Fingerprint);
        var distrusts = new HashSet<DistrustPeriod>(before.Distrusts, ReferenceEqualityComparer.Instance);
        distrusts.SymmetricExceptWith(after.Distrusts);
        foreach (var distrust in distrusts) changed.Add(distrust.Certificate);
        return changed;
    }

    private static IEnumerable<Certificate> Below(TrustGraph graph, HashSet<Fingerprint> changed)
    {
        var seen = new HashSet<int>();
        var queue = new Queue<int>();
        var targets = new SortedSet<int>();
        foreach (var fingerprint in changed)
        {
            if (!graph.TryFind(fingerprint, out var certificate)) continue;
            var index = graph.IndexOf(certificate);
            targets.Add(index);
            if (seen.Add(graph.SubjectOf(index))) queue.Enqueue(graph.SubjectOf(index));
        }
        while (queue.TryDequeue(out var issuer))
        {
            foreach (var issued in graph.EdgesFrom(issuer))
            {
                targets.Add(issued);
                if (seen.Add(graph.SubjectOf(issued))) queue.Enqueue(graph.SubjectOf(issued));
            }
        }
        return targets.Select(index => graph.Certificates[index]);
    }

    private static bool Same(Timeline one, Timeline other)
    {
        var others = other.Stores.ToDictionary(store => store.Store, store => store.Intervals);
        foreach (var store in one.Stores)
        {
            var there = others.Remove(store.Store, out var intervals) ? intervals : [];
            if (!store.Intervals.SequenceEqual(there)) return false;
        }
        return others.Values.All(intervals => intervals.IsEmpty);
    }
}
