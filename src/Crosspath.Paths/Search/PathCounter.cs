using System.Numerics;
using Crosspath.Paths.Counting;
using Crosspath.Paths.Validation;
using Crosspath.X509;

namespace Crosspath.Paths.Search;

/// <summary>Counts a target's paths without listing them: asks <see cref="SimplePathCounter"/> for the walks from the
/// anchors to the target's issuer, once with no conditions and once with the validation state as label.</summary>
internal sealed class PathCounter
{
    private readonly TrustGraph _graph;
    private readonly AnchorSet _anchors;
    private readonly IssuanceDigraph _edges;

    public PathCounter(TrustGraph graph, AnchorSet anchors) =>
        (_graph, _anchors, _edges) = (graph, anchors, new IssuanceDigraph(graph));

    /// <summary>Counts for one query.</summary>
    public PathCounts Count(PathQuery query, PathValidator validator, CancellationToken cancellation)
    {
        var target = _graph.IndexOf(query.Target);
        var maxCertificates = query.Budget.MaxDepth ?? int.MaxValue;
        var walks = new WalkTransition(this, _graph.SubjectOf(target), maxCertificates);
        var valid = new ValidTransition(walks, validator, query.Target);
        var (paths, walksExhausted) = Count(target, walks, query.Budget, cancellation);
        if (paths.IsZero && walksExhausted is null) return new PathCounts(paths, paths, null);
        var (validPaths, validExhausted) = validator.MayStand(query.Target, CertificateRole.Target)
            ? Count(target, valid, query.Budget, cancellation)
            : (BigInteger.Zero, null);
        return new PathCounts(paths, validPaths, walksExhausted ?? validExhausted);
    }

    private (BigInteger Count, string? Exhausted) Count(
        int target, IPathLabels labels, SearchBudget budget, CancellationToken cancellation)
    {
        var count = BigInteger.Zero;
        if (_anchors.AnchorOf(target) is { } itself && labels.IsValidAlone(itself)) count = 1;
        var issuer = _graph.IssuerOf(target);
        if (issuer < 0 || issuer == _graph.SubjectOf(target) || _anchors.Distance(issuer) == AnchorSet.Unreachable)
            return (count, null);
        var entries = new List<Entry>();
        foreach (var identity in _edges.Above(issuer))
        {
            foreach (var anchor in _anchors.AnchorsAt(identity))
            {
                if (labels.Begin(anchor) is var label and >= 0) entries.Add(new Entry(identity, label, BigInteger.One));
            }
        }
        var budgeted = new CountingBudget { Steps = budget.MaxCountingSteps };
        var reached = SimplePathCounter.Count(_edges.Digraph, entries, issuer, labels, budgeted, cancellation);
        foreach (var (label, walks) in reached.Counts)
        {
            if (labels.Arrive(label, _graph.Certificates[target])) count += walks;
        }
        return (count, reached.Exhausted);
    }

    /// <summary>Labels that paths gather on their way down from an anchor.</summary>
    private interface IPathLabels : ILabelTransition
    {
        /// <summary>The label of a path that has only its anchor; -1 when the anchor is refused.</summary>
        int Begin(TrustAnchor anchor);

        /// <summary>Whether a path with this label may end in the target.</summary>
        bool Arrive(int label, Certificate target);

        /// <summary>Whether a target that is an anchor itself is a path.</summary>
        bool IsValidAlone(TrustAnchor target);
    }

    /// <summary>All walks: the label is the number of certificates so far where a depth is asked for, and nothing
    /// otherwise.</summary>
    private sealed class WalkTransition(PathCounter counter, int targetIdentity, int maxCertificates) : IPathLabels
    {
        private readonly bool _isLimited = maxCertificates != int.MaxValue;

        public PathCounter Counter => counter;

        public bool IsLimited => _isLimited;

        public int Begin(TrustAnchor anchor) =>
            maxCertificates < 2 || counter._graph.SubjectOf(anchor.Certificate).Index == targetIdentity ? -1 : Certificates(1);

        public int Follow(int label, int edge)
        {
            var certificate = counter._edges.Certificates[edge];
            var meetsTarget = counter._graph.SubjectOf(certificate) == targetIdentity;
            // The target itself is still to come.
            return meetsTarget || (_isLimited && label + 2 > maxCertificates) ? -1 : Certificates(label + 1);
        }

        public bool Arrive(int label, Certificate target) => true;

        public bool IsValidAlone(TrustAnchor target) => maxCertificates >= 1;

        private int Certificates(int count) => _isLimited ? count : 0;
    }

    /// <summary>Valid walks: the label stands for a <see cref="ValidationState"/>, and the depth where it is
    /// limited.</summary>
    private sealed class ValidTransition(WalkTransition walks, PathValidator validator, Certificate target) : IPathLabels
    {
        private readonly List<(ValidationState State, int Depth)> _states = [];
        private readonly Dictionary<(ValidationState, int), int> _labels = [];
        private readonly Dictionary<(int Label, int Edge), int> _followed = [];
        private readonly List<Finding> _found = [];

        public int Begin(TrustAnchor anchor)
        {
            var depth = walks.Begin(anchor);
            if (depth < 0 || !validator.MayStand(anchor.Certificate, CertificateRole.Anchor)) return -1;
            _found.Clear();
            var state = validator.Begin(anchor, target, _found);
            return _found.Exists(finding => finding.Severity == Severity.Error) ? -1 : Intern(state, depth);
        }

        public int Follow(int label, int edge)
        {
            // Many paths come by with the same label; each certificate is judged for it once.
            if (_followed.TryGetValue((label, edge), out var known)) return known;
            var next = Judge(label, edge);
            _followed.Add((label, edge), next);
            return next;
        }

        private int Judge(int label, int edge)
        {
            var (state, depth) = _states[label];
            var certificate = walks.Counter._graph.Certificates[walks.Counter._edges.Certificates[edge]];
            if (!validator.MayStand(certificate, CertificateRole.Intermediate)) return -1;
            depth = walks.Follow(depth, edge);
            if (depth < 0) return -1;
            _found.Clear();
            var next = validator.Pass(state, certificate, _found);
            return _found.Exists(finding => finding.Severity == Severity.Error) ? -1 : Intern(next, depth);
        }

        public bool Arrive(int label, Certificate target)
        {
            _found.Clear();
            validator.Arrive(_states[label].State, target, _found);
            return !_found.Exists(finding => finding.Severity == Severity.Error);
        }

        public bool IsValidAlone(TrustAnchor target) =>
            walks.IsValidAlone(target)
            && validator.Judge(new TrustPath([target.Certificate], target)).IsValid;

        private int Intern(ValidationState state, int depth)
        {
            if (_labels.TryGetValue((state, depth), out var label)) return label;
            label = _states.Count;
            _states.Add((state, depth));
            _labels.Add((state, depth), label);
            return label;
        }
    }
}
