using System.Collections.Immutable;
using System.Numerics;

namespace Crosspath.Paths.Cutting;

// Between the anchors and an identity lie certificates as edges and stores' trust as marks. What ends every walk at the
// least cost is a minimum cut (Ford and Fulkerson 1956); of several that cost the same, the one next to the identity is
// taken, since it hurts the fewest others. A walk that breaks a path length or a name constraint needs no cutting, and
// then a minimum cut may cut too much. So only what lies on valid paths takes part, and where some walks along that are
// no valid paths, the cheapest set that hits every valid path is searched for (HittingSet), with the cut as the bound.

/// <summary>Finds what to revoke and distrust.</summary>
public sealed class CutSearch
{
    // With more valid paths than this the listing is given up and every certificate that may stand takes part.
    private const int MostListed = 2_000;

    private readonly TrustGraph _graph;
    private readonly TrustHistory _history;
    private readonly PathQuery _question;
    private readonly Func<CutElement, long> _cost;

    /// <summary>Asks at one instant.</summary>
    /// <param name="graph">The certificates at hand.</param>
    /// <param name="history">Who trusts whom.</param>
    /// <param name="question">Time, purpose and settings; its target does not matter.</param>
    /// <param name="cost">What taking something away costs, 1 or more; null: 1 each.</param>
    public CutSearch(TrustGraph graph, TrustHistory history, PathQuery question, Func<CutElement, long>? cost = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(question);
        (_graph, _history, _question, _cost) = (graph, history, question, cost ?? (_ => 1));
    }

    /// <summary>The cut for one identity.</summary>
    public TrustCut For(Identity identity, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(identity);
        var paths = PathsUnder(_history);
        var before = Count(paths, identity, cancellation);
        if (before.IsZero) return new TrustCut(identity, [], 0, true, before, before);
        var listed = before > MostListed ? null : List(paths, identity, cancellation);
        var network = listed is null
            ? CutNetwork.OfAll(paths, _question, identity, _cost)
            : CutNetwork.OfPaths(_graph, listed, identity, _cost);
        var cut = network.Cheapest();
        // Listed paths that are fewer than the network's walks may be hit by less than a cut.
        var (elements, isCheapest) = listed is null || network.HasOtherWalks(listed.Count)
            ? Improve(network, listed, cut, cancellation)
            : (cut, true);
        isCheapest &= listed is not null && !DifferInStores(listed);
        var after = Count(PathsUnder(TrustCut.ToScenario(elements).Apply(_graph, _history)), identity, cancellation);
        return new TrustCut(identity, elements, elements.Sum(_cost), isCheapest, before, after);
    }

    private (ImmutableArray<CutElement>, bool) Improve(
        CutNetwork network, List<JudgedPath>? listed, ImmutableArray<CutElement> cut, CancellationToken cancellation)
    {
        if (listed is null) return (cut, false);
        var (numbers, isCheapest) = HittingSet.Find(network.ElementsOf(listed), network.CostOf, cut.Sum(_cost), cancellation);
        return (numbers is { } cheaper ? network.Expand(cheaper) : cut, isCheapest);
    }

    // Where a store distrusts something that another does not, a path may need fewer distrusts than its anchor has stores;
    // then nothing is claimed.
    private static bool DifferInStores(IEnumerable<JudgedPath> paths) =>
        paths.GroupBy(path => path.Path.Anchor.Certificate.Fingerprint)
            .Any(group => group.Select(path => string.Join('\n', path.Stores)).Distinct().Skip(1).Any());

    private TrustPaths PathsUnder(TrustHistory history) => new(
        _graph,
        history.AnchorsAt(_question.At).Where(anchor => _graph.TryFind(anchor.Certificate.Fingerprint, out _)),
        history.DistrustsAt(_question.At));

    private BigInteger Count(TrustPaths paths, Identity identity, CancellationToken cancellation) =>
        _graph.CertificatesOf(identity).Aggregate(BigInteger.Zero, (sum, certificate) =>
            sum + paths.Count(_question with { Target = certificate }, cancellation).ValidPaths);

    private List<JudgedPath>? List(TrustPaths paths, Identity identity, CancellationToken cancellation)
    {
        var all = new List<JudgedPath>();
        foreach (var certificate in _graph.CertificatesOf(identity))
        {
            var listing = paths.Find(_question with { Target = certificate }, cancellation);
            all.AddRange(listing.TakeWhile(path => path.IsValid));
            if (listing.Exhausted is not null) return null;
        }
        return all;
    }
}
