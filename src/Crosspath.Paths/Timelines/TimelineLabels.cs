using Crosspath.Paths.Counting;
using Crosspath.Paths.Search;
using Crosspath.Paths.Validation;
using Crosspath.X509;

namespace Crosspath.Paths.Timelines;

/// <summary>What a path down from an anchor amounts to, whatever the store and the instant.</summary>
/// <param name="Anchor">Index of the anchor among those of the history.</param>
/// <param name="Window">While every certificate on the path, the anchor's included if it counts, is valid.</param>
/// <param name="State">Number of the validation state.</param>
/// <param name="Marks">Number of the set of certificates on the path that somebody at some time distrusted.</param>
internal readonly record struct TimelineLabel(int Anchor, Validity Window, int State, int Marks);

// The labels of counting, for times: of all paths with one anchor, one window and one validation state only the number
// is kept. A window begins with the beginning of one certificate and ends with the end of one, so there are at most as
// many as pairs of certificates, however many paths there are. What a certificate and a state make of each other does not
// depend on the window, and is judged once.

/// <summary>Numbers for labels, and what becomes of them along an edge.</summary>
internal sealed class TimelineLabels(
    TrustGraph graph, IssuanceDigraph edges, PathValidator validator, DistrustMarks marks, AnchorChecks anchorChecks)
    : ILabelTransition
{
    private readonly Interned<TimelineLabel> _labels = new();
    private readonly Interned<ValidationState> _states = new();
    private readonly Dictionary<(int State, int Certificate), int> _passed = [];
    private readonly List<Finding> _found = [];

    /// <summary>The identity that no path may pass, since it is the target's; -1 for none.</summary>
    public int TargetIdentity { get; set; } = -1;

    public TimelineLabel this[int label] => _labels[label];

    /// <summary>The label of a path that has only its anchor; -1 when the anchor can begin no valid path.</summary>
    public int Begin(int index, TrustAnchor anchor)
    {
        if (graph.SubjectOf(anchor.Certificate).Index == TargetIdentity) return -1;
        if (!validator.MayStand(anchor.Certificate, CertificateRole.Anchor)) return -1;
        var window = anchorChecks == AnchorChecks.NameAndKey ? Validity.Always : Validity.Of(anchor.Certificate);
        if (window is not { } valid) return -1;
        if (marks.Clip(valid, anchor.Certificate) is not { } standing) return -1;
        var state = _states.NumberOf(validator.Begin(anchor, anchor.Certificate, _found));
        return _labels.NumberOf(new TimelineLabel(index, standing, state, marks.Add(DistrustMarks.Nothing, anchor.Certificate)));
    }

    /// <inheritdoc/>
    public int Follow(int label, int edge)
    {
        var index = edges.Certificates[edge];
        if (graph.SubjectOf(index) == TargetIdentity) return -1;
        var (anchor, window, state, marked) = _labels[label];
        var certificate = graph.Certificates[index];
        if (Narrow(window, certificate) is not { } narrowed) return -1;
        var next = Pass(state, index);
        return next < 0 ? -1 : _labels.NumberOf(new TimelineLabel(anchor, narrowed, next, marks.Add(marked, certificate)));
    }

    /// <summary>Whether a path with this label may end in the target.</summary>
    public bool Arrives(int label, Certificate target)
    {
        _found.Clear();
        validator.Arrive(_states[_labels[label].State], target, _found);
        return !_found.Exists(finding => finding.Severity == Severity.Error);
    }

    /// <summary>Whether a path with this label may refuse one target and take another: by name constraints or
    /// policies.</summary>
    public bool JudgesTargets(int label)
    {
        var state = _states[_labels[label].State];
        return !state.Names.IsEmpty || state.Policies is { MayRefuse: true };
    }

    /// <summary>A window with a certificate's own validity, and while nobody's lasting distrust ends it.</summary>
    public Validity? Narrow(Validity window, Certificate certificate) =>
        Validity.Of(certificate) is { } own && window.Intersect(own) is { } both ? marks.Clip(both, certificate) : null;

    private int Pass(int state, int index)
    {
        if (_passed.TryGetValue((state, index), out var known)) return known;
        var certificate = graph.Certificates[index];
        _found.Clear();
        var next = validator.MayStand(certificate, CertificateRole.Intermediate)
            ? validator.Pass(_states[state], certificate, _found)
            : null;
        var isRefused = next is null || _found.Exists(finding => finding.Severity == Severity.Error);
        return _passed[(state, index)] = isRefused ? -1 : _states.NumberOf(next!);
    }
}
