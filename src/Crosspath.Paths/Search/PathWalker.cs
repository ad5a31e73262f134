using System.Runtime.InteropServices;
using Crosspath.X509;

namespace Crosspath.Paths.Search;

/// <summary>
/// Walks from a certificate towards the anchors, depth first and lazily, one walk at each <see cref="MoveNext"/>. No
/// identity is visited twice (RFC 4158 section 2.4.2 calls that a loop); identities that no anchor vouches for are
/// never entered. The walker can be used again for another target.
/// </summary>
internal sealed class PathWalker(TrustGraph graph, AnchorSet anchors)
{
    // One level of the search: an identity whose anchors, then whose certificates, are being tried.
    private struct Level
    {
        public int Identity;
        public int[] Edges;
        public int NextAnchor;
        public int NextEdge;
    }

    private readonly bool[] _visited = new bool[graph.Identities.Length];
    private Level[] _levels = new Level[16];
    private int[] _certificates = new int[17];
    private Func<int, bool>? _mayPass;
    private int _depth;
    private int _maxCertificates;
    private bool _targetIsPending;
    private bool _isTargetItself;
    private int _targetIdentity = -1;

    /// <summary>The walk's certificates from the target on; the anchor's certificate is not among them unless it is
    /// the target.</summary>
    public ReadOnlySpan<int> Certificates => _certificates.AsSpan(0, _isTargetItself ? 1 : Math.Max(_depth, 1));

    /// <summary>The anchor at the walk's end.</summary>
    public TrustAnchor? Anchor { get; private set; }

    /// <summary>How many certificates and anchors were stepped on.</summary>
    public long Steps { get; private set; }

    /// <summary>Whether the last search ended because <see cref="Start"/>'s steps ran out.</summary>
    public bool RanOut { get; private set; }

    private long _maxSteps;

    /// <summary>Begins a search.</summary>
    /// <param name="target">The certificate in question.</param>
    /// <param name="maxCertificates">How long a path may be, target and anchor included.</param>
    /// <param name="maxSteps">How many certificates may be stepped on.</param>
    /// <param name="mayPass">Whether to go through a certificate; null to go through all.</param>
    public void Start(int target, int maxCertificates, long maxSteps, Func<int, bool>? mayPass = null)
    {
        while (_depth > 0) Leave();
        if (_targetIdentity >= 0) _visited[_targetIdentity] = false;
        _targetIdentity = graph.SubjectOf(target);
        _visited[_targetIdentity] = true;
        _certificates[0] = target;
        (Anchor, Steps, RanOut) = (null, 0, false);
        (_maxCertificates, _maxSteps, _mayPass) = (maxCertificates, maxSteps, mayPass);
        _targetIsPending = maxCertificates >= 1;
        var issuer = graph.IssuerOf(target);
        if (issuer >= 0 && !_visited[issuer] && anchors.Distance(issuer) != AnchorSet.Unreachable) Enter(issuer);
    }

    /// <summary>Finds the next walk; false when there is none, or when steps ran out.</summary>
    public bool MoveNext()
    {
        if (_targetIsPending)
        {
            _targetIsPending = false;
            Anchor = anchors.AnchorOf(_certificates[0]);
            _isTargetItself = Anchor is not null;
            if (_isTargetItself) return true;
        }
        _isTargetItself = false;
        while (_depth > 0)
        {
            if (++Steps > _maxSteps)
            {
                RanOut = true;
                Anchor = null;
                return false;
            }
            if (Step()) return true;
        }
        Anchor = null;
        return false;
    }

    /// <summary>The walk at hand as a path.</summary>
    public TrustPath ToPath()
    {
        var anchor = Anchor ?? throw new InvalidOperationException("No walk is at hand.");
        var walked = Certificates;
        var endsInTarget = _isTargetItself;
        var all = new Certificate[walked.Length + (endsInTarget ? 0 : 1)];
        for (var i = 0; i < walked.Length; i++) all[i] = graph.Certificates[walked[i]];
        if (!endsInTarget) all[^1] = anchor.Certificate;
        return new TrustPath(ImmutableCollectionsMarshal.AsImmutableArray(all), anchor);
    }

    // At depth d the walk has d certificates, the target among them; the level's identity issued the last.
    private bool Step()
    {
        ref var level = ref _levels[_depth - 1];
        var here = anchors.AnchorsAt(level.Identity);
        if (level.NextAnchor < here.Length)
        {
            Anchor = here[level.NextAnchor++];
            return _depth + 1 <= _maxCertificates;
        }
        var edges = level.Edges;
        if (level.NextEdge == edges.Length || _depth + 2 > _maxCertificates)
        {
            Leave();
            return false;
        }
        var edge = edges[level.NextEdge++];
        var issuer = graph.IssuerOf(edge);
        if (_visited[issuer] || (_mayPass is not null && !_mayPass(edge))) return false;
        _certificates[_depth] = edge;
        Enter(issuer);
        return false;
    }

    private void Enter(int identity)
    {
        if (_depth == _levels.Length)
        {
            Array.Resize(ref _levels, 2 * _depth);
            Array.Resize(ref _certificates, 2 * _depth + 1);
        }
        var child = _certificates[_depth];
        _levels[_depth++] = new Level { Identity = identity, Edges = anchors.EdgesInto(identity, child) };
        _visited[identity] = true;
    }

    private void Leave() => _visited[_levels[--_depth].Identity] = false;
}
