using System.Collections.Immutable;
using System.Numerics;
using Crosspath.Paths.Counting;
using Crosspath.Paths.Search;
using Crosspath.Paths.Validation;
using Crosspath.X509;

namespace Crosspath.Paths.Cutting;

/// <summary>The part of a graph between the anchors and an identity, as a flow network: an arc is something that can be
/// taken away, its capacity what that costs.</summary>
internal sealed class CutNetwork
{
    private readonly List<(int From, int To, CutElement Element)> _arcs = [];
    private readonly Dictionary<CutElement, int> _arcOf = [];
    private readonly Dictionary<int, HashSet<Fingerprint>> _containers = []; // by identity: anchors' certificates
    private readonly TrustGraph _graph;
    private readonly Identity _goal;
    private readonly Func<CutElement, long> _cost;

    private CutNetwork(TrustGraph graph, Identity goal, Func<CutElement, long> cost) => (_graph, _goal, _cost) = (graph, goal, cost);

    private int Source => _graph.Identities.Length;

    /// <summary>What lies on some paths.</summary>
    public static CutNetwork OfPaths(
        TrustGraph graph, IEnumerable<JudgedPath> paths, Identity goal, Func<CutElement, long> cost)
    {
        var network = new CutNetwork(graph, goal, cost);
        foreach (var path in paths)
        {
            network.Add(path.Path.Anchor, StoresOf(path));
            foreach (var certificate in CertificatesOf(path)) network.Add(certificate);
        }
        return network;
    }

    /// <summary>Every certificate that may stand on a path at all.</summary>
    public static CutNetwork OfAll(TrustPaths paths, PathQuery question, Identity goal, Func<CutElement, long> cost)
    {
        var graph = paths.Graph;
        var network = new CutNetwork(graph, goal, cost);
        var validator = paths.ValidatorFor(question);
        var above = new IssuanceDigraph(graph).Above(goal.Index).ToHashSet();
        foreach (var anchor in paths.Anchors.Where(anchor => above.Contains(graph.SubjectOf(anchor.Certificate).Index)))
            network.Add(anchor, anchor.Trusts.Select(trust => trust.Store));
        foreach (var certificate in graph.Certificates)
        {
            var subject = graph.SubjectOf(certificate);
            if (graph.IssuerOf(certificate).Issuer is not { } issuer || issuer == subject || !above.Contains(subject.Index)) continue;
            var role = subject == goal ? CertificateRole.Target : CertificateRole.Intermediate;
            if (validator.MayStand(certificate, role)) network.Add(certificate);
        }
        return network;
    }

    /// <summary>A cheapest set that ends every walk, the one nearest to the identity; certificates first.</summary>
    public ImmutableArray<CutElement> Cheapest()
    {
        var flow = new MaximumFlow(
            Source + 1, [.. _arcs.Select(arc => (arc.From, arc.To, _cost(arc.Element)))]);
        return InOrder(flow.CutNearest(Source, _goal.Index).Select(arc => _arcs[arc].Element));
    }

    /// <summary>Whether there are more walks along the arcs than some number of paths.</summary>
    public bool HasOtherWalks(int paths)
    {
        var edges = _arcs.Where(arc => arc.From != Source).ToArray();
        var digraph = new Digraph(
            Source, [.. edges.Select(edge => edge.From)], [.. edges.Select(edge => edge.To)]);
        var entries = _containers.OrderBy(pair => pair.Key).Select(pair => new Entry(pair.Key, 0, pair.Value.Count)).ToArray();
        var walks = SimplePathCounter.Count(
            digraph, entries, _goal.Index, new EveryWalk(), new CountingBudget(), CancellationToken.None);
        return walks.Exhausted is not null || walks.Counts.Values.Aggregate(BigInteger.Zero, (sum, count) => sum + count) > paths;
    }

    /// <summary>By path, what hits it: numbers of arcs, and one number for all the trust in its anchor together.</summary>
    public int[][] ElementsOf(IEnumerable<JudgedPath> paths) =>
        [.. paths.Select(path => CertificatesOf(path).Select(certificate => _arcOf[new CutElement.Revocation(certificate)])
            .Append(_arcs.Count + _graph.SubjectOf(path.Path.Anchor.Certificate).Index)
            .ToArray())];

    /// <summary>What such a number costs.</summary>
    public long CostOf(int number) => Expand([number]).Sum(_cost);

    /// <summary>What such numbers stand for.</summary>
    public ImmutableArray<CutElement> Expand(IEnumerable<int> numbers) => InOrder(numbers.SelectMany(number => number < _arcs.Count
        ? [_arcs[number].Element]
        : _arcs.Where(arc => arc.From == Source && arc.To == number - _arcs.Count).Select(arc => arc.Element)));

    // A target that is an anchor itself is on its path as the anchor only.
    private static IEnumerable<Certificate> CertificatesOf(JudgedPath path) => path.Path.Certificates[..^1];

    private static IEnumerable<string> StoresOf(JudgedPath path) =>
        path.Path.Anchor.Trusts.Any(trust => trust.Store.Length == 0) ? path.Stores.Append("") : path.Stores;

    private void Add(TrustAnchor anchor, IEnumerable<string> stores)
    {
        var identity = _graph.SubjectOf(anchor.Certificate);
        if (!_containers.TryGetValue(identity.Index, out var containers)) _containers.Add(identity.Index, containers = []);
        containers.Add(anchor.Certificate.Fingerprint);
        foreach (var store in stores) Add(Source, identity.Index, new CutElement.Distrust(identity, store));
    }

    private void Add(Certificate certificate) => Add(
        _graph.IssuerOf(certificate).Issuer!.Index, _graph.SubjectOf(certificate).Index, new CutElement.Revocation(certificate));

    private void Add(int from, int to, CutElement element)
    {
        if (!_arcOf.TryAdd(element, _arcs.Count)) return;
        _arcs.Add((from, to, element));
    }

    private static ImmutableArray<CutElement> InOrder(IEnumerable<CutElement> elements) =>
        [.. elements
            .OrderBy(element => element is CutElement.Distrust)
            .ThenBy(element => element is CutElement.Revocation revocation ? revocation.Certificate.Fingerprint : default)
            .ThenBy(element => element is CutElement.Distrust distrust ? distrust.Anchor.Index : 0)
            .ThenBy(element => element is CutElement.Distrust distrust ? distrust.Store : "", StringComparer.Ordinal)];

    private sealed class EveryWalk : ILabelTransition
    {
        public int Follow(int label, int edge) => 0;
    }
}
