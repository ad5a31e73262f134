using System.Collections.Immutable;

namespace Crosspath.Paths.Search;

/// <summary>
/// The anchors as marks on a graph, and what follows from them for every search: which identities are anchors, how far
/// each identity is from one, and in which order the certificates of an identity are best tried.
/// </summary>
internal sealed class AnchorSet
{
    /// <summary>Distance of identities that no anchor vouches for.</summary>
    public const int Unreachable = int.MaxValue;

    private readonly TrustAnchor[]?[] _anchors;
    private readonly int[] _distances;
    private readonly int[]?[] _orderedEdges;
    private readonly bool[] _hasSeveralKeyIdentifiers;
    private readonly TrustGraph _graph;

    public AnchorSet(TrustGraph graph, IEnumerable<TrustAnchor> anchors)
    {
        _graph = graph;
        _anchors = new TrustAnchor[]?[graph.Identities.Length];
        _orderedEdges = new int[]?[graph.Identities.Length];
        _hasSeveralKeyIdentifiers = new bool[graph.Identities.Length];
        All = Merge(anchors);
        foreach (var group in All.GroupBy(anchor => graph.SubjectOf(anchor.Certificate).Index))
            _anchors[group.Key] = [.. group];
        _distances = Distances();
    }

    /// <summary>Every anchor certificate once, ordered by fingerprint, with the trusts of all its mentions.</summary>
    public ImmutableArray<TrustAnchor> All { get; }

    /// <summary>The anchors that an identity is.</summary>
    public ReadOnlySpan<TrustAnchor> AnchorsAt(int identity) => _anchors[identity];

    /// <summary>Over how many certificates an anchor vouches for an identity: 0 for an anchor itself.</summary>
    public int Distance(int identity) => _distances[identity];

    /// <summary>The anchor whose container a certificate is, if it is one.</summary>
    public TrustAnchor? AnchorOf(int certificate)
    {
        foreach (var anchor in AnchorsAt(_graph.SubjectOf(certificate)))
        {
            if (anchor.Certificate.Fingerprint == _graph.Certificates[certificate].Fingerprint) return anchor;
        }
        return null;
    }

    /// <summary>
    /// The certificates of an identity by which an anchor can be reached, best first: nearer to an anchor, then with
    /// the key identifier by which the child calls its issuer, then longer valid, then by fingerprint.
    /// </summary>
    public int[] EdgesInto(int identity, int child)
    {
        var edges = _orderedEdges[identity] ??= Order(identity);
        if (!_hasSeveralKeyIdentifiers[identity]) return edges;
        var wanted = _graph.Certificates[child].AuthorityKeyIdentifier;
        return wanted.IsEmpty
            ? edges
            : [.. edges
                .OrderBy(edge => _distances[_graph.IssuerOf(edge)])
                .ThenBy(edge => !SubjectKeyIdentifier(edge).Span.SequenceEqual(wanted.Span))];
    }

    // Siblings have one key, and nearly always one identifier of it.
    private bool KeyIdentifiersDiffer(int[] edges)
    {
        var first = SubjectKeyIdentifier(edges[0]);
        foreach (var edge in edges.AsSpan(1))
        {
            if (!SubjectKeyIdentifier(edge).Span.SequenceEqual(first.Span)) return true;
        }
        return false;
    }

    private ReadOnlyMemory<byte> SubjectKeyIdentifier(int edge) => _graph.Certificates[edge].SubjectKeyIdentifier;

    private int[] Order(int identity)
    {
        var edges = new List<int>();
        foreach (var edge in _graph.EdgesInto(identity))
        {
            var issuer = _graph.IssuerOf(edge);
            if (issuer >= 0 && issuer != identity && _distances[issuer] != Unreachable) edges.Add(edge);
        }
        int[] ordered = [.. edges
            .OrderBy(edge => _distances[_graph.IssuerOf(edge)])
            .ThenByDescending(edge => _graph.Certificates[edge].NotAfter)
            .ThenBy(edge => edge)];
        _hasSeveralKeyIdentifiers[identity] = ordered.Length > 1 && KeyIdentifiersDiffer(ordered);
        return ordered;
    }

    private static ImmutableArray<TrustAnchor> Merge(IEnumerable<TrustAnchor> anchors) =>
        [.. anchors.GroupBy(anchor => anchor.Certificate.Fingerprint)
            .OrderBy(group => group.Key)
            .Select(group => new TrustAnchor(
                group.First().Certificate,
                [.. group.SelectMany(anchor => anchor.Trusts).Distinct().OrderBy(trust => trust.Store, StringComparer.Ordinal)]))];

    // Breadth-first from all anchors at once, along the direction in which trust flows.
    private int[] Distances()
    {
        var distances = new int[_graph.Identities.Length];
        Array.Fill(distances, Unreachable);
        var queue = new Queue<int>();
        for (var identity = 0; identity < distances.Length; identity++)
        {
            if (_anchors[identity] is null) continue;
            distances[identity] = 0;
            queue.Enqueue(identity);
        }
        while (queue.TryDequeue(out var issuer))
        {
            foreach (var edge in _graph.EdgesFrom(issuer))
            {
                var subject = _graph.SubjectOf(edge);
                if (distances[subject] != Unreachable) continue;
                distances[subject] = distances[issuer] + 1;
                queue.Enqueue(subject);
            }
        }
        return distances;
    }
}
