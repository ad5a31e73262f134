using System.Numerics;
using Crosspath.Paths.Counting;
using Crosspath.Paths.Search;
using Crosspath.X509;

namespace Crosspath.Paths;

/// <summary>How many paths there are, and how long they get.</summary>
/// <param name="Paths">Walks over verified edges to an anchor that repeat no identity.</param>
/// <param name="Longest">Certificates of the longest, its anchor's included; 0 when there is none.</param>
/// <param name="IsExact">False when a budget ended the counting, and then both are lower bounds.</param>
public readonly record struct PathNumbers(BigInteger Paths, int Longest, bool IsExact)
{
    /// <summary>None, and that for certain.</summary>
    public static PathNumbers None { get; } = new(BigInteger.Zero, 0, true);

    /// <summary>Both together.</summary>
    public PathNumbers With(PathNumbers other) =>
        new(Paths + other.Paths, Math.Max(Longest, other.Longest), IsExact && other.IsExact);
}

/// <summary>
/// Counts the paths of all certificates of a collection: not whether they are valid, only which there are. What leads to an
/// issuer is counted once, however much it signed. Not for use by several threads at once.
/// </summary>
public sealed class PathTotals
{
    private readonly TrustGraph _graph;
    private readonly IssuanceDigraph _edges;
    private readonly HashSet<int> _anchors;
    private readonly int[] _anchorsAt; // by identity: how many anchors' certificates name it
    private readonly Dictionary<int, PathNumbers> _byIssuer = [];
    private readonly long _steps;

    /// <summary>Marks anchors on a graph.</summary>
    /// <param name="graph">The certificates at hand.</param>
    /// <param name="anchors">Those that end a path; others than the graph's count for nothing.</param>
    /// <param name="mostSteps">What counting may cost for one issuer: see
    /// <see cref="SearchBudget.MaxCountingSteps"/>.</param>
    public PathTotals(TrustGraph graph, IEnumerable<Fingerprint> anchors, long? mostSteps = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(anchors);
        _graph = graph;
        _edges = new IssuanceDigraph(graph);
        _steps = mostSteps ?? new SearchBudget().MaxCountingSteps;
        _anchors = [];
        _anchorsAt = new int[graph.Identities.Length];
        foreach (var fingerprint in anchors)
        {
            if (!graph.TryFind(fingerprint, out var anchor) || !_anchors.Add(graph.IndexOf(anchor))) continue;
            _anchorsAt[graph.SubjectOf(anchor).Index]++;
        }
    }

    /// <summary>The paths of a certificate of the graph.</summary>
    public PathNumbers Of(Certificate certificate, CancellationToken cancellation = default)
    {
        var index = _graph.IndexOf(certificate);
        var itself = _anchors.Contains(index) ? new PathNumbers(BigInteger.One, 1, true) : PathNumbers.None;
        var (issuer, subject) = (_graph.IssuerOf(index), _graph.SubjectOf(index));
        return issuer < 0 || issuer == subject ? itself : itself.With(Below(issuer, subject, cancellation));
    }

    /// <summary>The paths of one certificate that an identity signed for somebody who is no CA here.</summary>
    public PathNumbers OfIssued(Identity issuer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(issuer);
        return Below(issuer.Index, -1, cancellation);
    }

    private PathNumbers Below(int issuer, int target, CancellationToken cancellation)
    {
        if (!_byIssuer.TryGetValue(issuer, out var known))
            _byIssuer.Add(issuer, known = Count(issuer, -1, cancellation));
        var meetsTarget = target >= 0 && _edges.Digraph.Out(target).Length > 0 && _edges.Above(issuer).BinarySearch(target) >= 0;
        return meetsTarget ? Count(issuer, target, cancellation) : known;
    }

    private PathNumbers Count(int issuer, int target, CancellationToken cancellation)
    {
        // The label is the number of certificates so far.
        var entries = new List<Entry>();
        foreach (var identity in _edges.Above(issuer))
        {
            if (_anchorsAt[identity] > 0 && identity != target) entries.Add(new Entry(identity, 1, _anchorsAt[identity]));
        }
        if (entries.Count == 0) return PathNumbers.None;
        var lengths = new Lengths(_graph, _edges, target);
        var reached = SimplePathCounter.Count(
            _edges.Digraph, entries, issuer, lengths, new CountingBudget { Steps = _steps }, cancellation);
        var (paths, longest) = (BigInteger.Zero, 0);
        foreach (var (length, count) in reached.Counts)
        {
            paths += count;
            longest = Math.Max(longest, length + 1);
        }
        return new PathNumbers(paths, longest, reached.Exhausted is null);
    }

    private sealed class Lengths(TrustGraph graph, IssuanceDigraph edges, int target) : ILabelTransition
    {
        public int Follow(int label, int edge) => graph.SubjectOf(edges.Certificates[edge]) == target ? -1 : label + 1;
    }
}
