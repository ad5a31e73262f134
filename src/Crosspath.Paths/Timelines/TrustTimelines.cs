using System.Numerics;
using Crosspath.Paths.Counting;
using Crosspath.Paths.Search;
using Crosspath.Paths.Validation;
using Crosspath.X509;

namespace Crosspath.Paths.Timelines;

// A timeline is not found by asking on many days, and not by listing paths. Labels (TimelineLabels) go down from every
// certificate that ever was an anchor to the target's issuer, where they are added up, each with the number of paths that
// have it: what a path amounts to does not depend on the store. Then each label is laid against the periods in which the
// stores trusted its anchor. Targets of one issuer share the first part, which is nearly all of the work.

/// <summary>
/// Answers since when and until when certificates are trusted, store by store. Ask many certificates of one instance. Not
/// for use by several threads at once.
/// </summary>
public sealed class TrustTimelines
{
    private readonly TimelineQuestion _question;
    private readonly TrustLedger _ledger;
    private readonly DistrustMarks _marks;
    private readonly IssuanceDigraph _edges;
    private readonly PathValidator _validator;
    private readonly TimelineLabels _labels;
    private readonly int[] _anchorsAt; // by identity: how many anchors it is
    private readonly Dictionary<int, LabelCounts> _byIssuer = [];

    /// <summary>Lays a history over a graph.</summary>
    /// <param name="graph">The certificates at hand; anchors of the history that are not among them count for nothing.
    /// </param>
    /// <param name="history">Who trusted and distrusted whom, and when.</param>
    /// <param name="question">Null: for serverAuth.</param>
    public TrustTimelines(TrustGraph graph, TrustHistory history, TimelineQuestion? question = null)
        : this(graph, history, question ?? new TimelineQuestion(), null) { }

    private TrustTimelines(TrustGraph graph, TrustHistory history, TimelineQuestion question, TrustTimelines? other)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(history);
        (Graph, History, _question) = (graph, history, question);
        _ledger = new TrustLedger(history with
        {
            Trusts = [.. history.Trusts.Where(trust => graph.TryFind(trust.Anchor.Fingerprint, out _))],
        });
        _marks = new DistrustMarks(history.Distrusts);
        _edges = other?._edges ?? new IssuanceDigraph(graph);
        _validator = other?._validator ?? Validator(graph, question);
        _labels = new TimelineLabels(graph, _edges, _validator, _marks, question.AnchorChecks);
        _anchorsAt = new int[graph.Identities.Length];
        foreach (var anchor in _ledger.Anchors) _anchorsAt[graph.SubjectOf(anchor.Certificate).Index]++;
    }

    private static PathValidator Validator(TrustGraph graph, TimelineQuestion question)
    {
        var query = new PathQuery(graph.Certificates[0], DateTimeOffset.MinValue)
        {
            Purpose = question.Purpose,
            Host = question.Host,
            AnchorChecks = question.AnchorChecks,
            IgnoresTime = true,
        };
        return new PathValidator(query, graph, DistrustSet.None, _ => false);
    }

    /// <summary>The graph that is asked.</summary>
    public TrustGraph Graph { get; }

    /// <summary>Who trusted and distrusted whom.</summary>
    public TrustHistory History { get; }

    /// <summary>What is asked.</summary>
    public TimelineQuestion Question => _question;

    /// <summary>The same question under another history; what does not depend on history is not worked out again.</summary>
    public TrustTimelines Under(TrustHistory history) => new(Graph, history, _question, this);

    /// <summary>One certificate's timeline.</summary>
    /// <exception cref="ArgumentException">The certificate is not in the graph.</exception>
    public Timeline Of(Certificate target, CancellationToken cancellation = default)
    {
        var sums = new IntervalSum[History.Stores.Length];
        if (MayEndPaths(target)) AddItself(target, sums);
        return Drain(target, sums, AddPaths(target, sums, cancellation));
    }

    /// <summary>One certificate's timeline by what others signed: an anchor's own mark does not count.</summary>
    /// <exception cref="ArgumentException">The certificate is not in the graph.</exception>
    public Timeline OfPaths(Certificate target, CancellationToken cancellation = default)
    {
        var sums = new IntervalSum[History.Stores.Length];
        return Drain(target, sums, AddPaths(target, sums, cancellation));
    }

    private Timeline Drain(Certificate target, IntervalSum[] sums, string? exhausted) => new(
        target, [.. History.Stores.Select((store, i) => new StoreTimeline(store, sums[i]?.Drain() ?? []))], exhausted);

    /// <summary>The timelines of many certificates, in their order.</summary>
    public IEnumerable<Timeline> Of(IEnumerable<Certificate> targets, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(targets);
        foreach (var target in targets)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return Of(target, cancellation);
        }
    }

    /// <summary>Whether a certificate, in the graph or not, can be the end of any valid path at all: whether nothing in it
    /// alone forbids that. Safe for use by several threads.</summary>
    public bool MayEndPaths(Certificate certificate) => _validator.MayEnd(certificate);

    /// <summary>The timeline of a certificate that is not in the graph and whose issuer is known, such as one leaf of
    /// millions.</summary>
    /// <param name="target">A certificate whose signature was verified, and that is no anchor; its identity is none of the
    /// graph's.</param>
    /// <param name="issuer">Who signed it.</param>
    /// <param name="cancellation">Ends the counting.</param>
    public Timeline OfIssued(Certificate target, Identity issuer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(issuer);
        var sums = new IntervalSum[History.Stores.Length];
        var exhausted = MayEndPaths(target) ? AddLabels(LabelsOf(issuer.Index, -1, cancellation), target, sums) : null;
        return Drain(target, sums, exhausted);
    }

    /// <summary>While what an identity signs can have a valid path, whatever it is that is signed.</summary>
    public IssuerTrust OfIssuer(Identity issuer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(issuer);
        var reached = LabelsOf(issuer.Index, -1, cancellation);
        var windows = new SortedDictionary<int, List<Validity>>();
        var depends = false;
        foreach (var number in reached.Counts.Keys)
        {
            var label = _labels[number];
            depends |= _labels.JudgesTargets(number);
            if (!windows.TryGetValue(label.Anchor, out var open)) windows.Add(label.Anchor, open = []);
            foreach (var store in _ledger.PeriodsOf(label.Anchor))
            {
                depends |= store.Periods.Any(trust => trust.Limits.JudgesTargets);
                open.AddRange(OpenPeriods(label, store, trust => Bounds(trust.Limits)));
            }
        }
        return new IssuerTrust(
            [.. windows.Where(anchor => anchor.Value.Count > 0).Select(anchor => new AnchorWindows(
                _ledger.Anchors[anchor.Key].Certificate, IssuerTrust.Merge(anchor.Value)))],
            depends,
            reached.Exhausted);
    }

    // What a store's limits leave to the luckiest target.
    private Validity? Bounds(AnchorLimits limits) =>
        !limits.Allows(_question.Purpose) || limits.DisabledFrom == DateTimeOffset.MinValue ? null
        : limits.DisabledFrom is { } end ? new Validity(DateTimeOffset.MinValue, end.Previous())
        : Validity.Always;

    // A target that is an anchor itself needs nobody else.
    private void AddItself(Certificate target, IntervalSum[] sums)
    {
        if (_ledger.IndexOf(target) is not (var anchor and >= 0)) return;
        if (_question.Host is { } host && !HostName.Matches(target, host)) return;
        var window = _question.AnchorChecks == AnchorChecks.NameAndKey ? Validity.Always : Validity.Of(target);
        if (window is not { } valid || _marks.Clip(valid, target) is not { } standing) return;
        var label = new TimelineLabel(anchor, standing, 0, _marks.Add(DistrustMarks.Nothing, target));
        Add(label, BigInteger.One, target, sums);
    }

    private string? AddPaths(Certificate target, IntervalSum[] sums, CancellationToken cancellation)
    {
        var index = Graph.IndexOf(target);
        var issuer = Graph.IssuerOf(index);
        if (!MayEndPaths(target)) return null;
        if (issuer < 0 || issuer == Graph.SubjectOf(index)) return null;
        return AddLabels(LabelsOf(issuer, Graph.SubjectOf(index), cancellation), target, sums);
    }

    private string? AddLabels(LabelCounts reached, Certificate target, IntervalSum[] sums)
    {
        foreach (var (number, paths) in reached.Counts)
        {
            var label = _labels[number];
            if (_labels.Narrow(label.Window, target) is not { } window || !_labels.Arrives(number, target)) continue;
            Add(label with { Window = window, Marks = _marks.Add(label.Marks, target) }, paths, target, sums);
        }
        return reached.Exhausted;
    }

    private LabelCounts LabelsOf(int issuer, int targetIdentity, CancellationToken cancellation)
    {
        if (!_byIssuer.TryGetValue(issuer, out var known))
        {
            known = Count(issuer, -1, cancellation);
            _byIssuer.Add(issuer, known);
        }
        // Only where the target's own identity lies above its issuer, as with two-way cross-signs, may paths go through it
        // that must not.
        return known.Counts.Count > 0 && targetIdentity >= 0 && IsAbove(targetIdentity, issuer) ? Count(issuer, targetIdentity, cancellation) : known;
    }

    private bool IsAbove(int identity, int other) =>
        _edges.Digraph.Out(identity).Length > 0 && _edges.Above(other).BinarySearch(identity) >= 0;

    private LabelCounts Count(int issuer, int targetIdentity, CancellationToken cancellation)
    {
        _labels.TargetIdentity = targetIdentity;
        var entries = new List<Entry>();
        foreach (var identity in _edges.Above(issuer))
        {
            if (_anchorsAt[identity] == 0) continue;
            foreach (var certificate in Graph.CertificatesOf(Graph.Identities[identity]))
            {
                if (_ledger.IndexOf(certificate) is not (var anchor and >= 0)) continue;
                var label = _labels.Begin(anchor, _ledger.Anchors[anchor]);
                if (label >= 0) entries.Add(new Entry(identity, label, BigInteger.One));
            }
        }
        if (entries.Count == 0) return new LabelCounts(new Dictionary<int, BigInteger>(), null);
        var budget = new CountingBudget { Steps = _question.MaxCountingSteps };
        return SimplePathCounter.Count(_edges.Digraph, entries, issuer, _labels, budget, cancellation);
    }

    // Lays a label against the periods in which stores trusted its anchor, less those in which they distrusted something on
    // the way.
    private void Add(TimelineLabel label, BigInteger paths, Certificate target, IntervalSum[] sums)
    {
        foreach (var store in _ledger.PeriodsOf(label.Anchor))
        {
            foreach (var period in OpenPeriods(label, store, trust => trust.Limits.While(_question.Purpose, target)))
                (sums[store.Store] ??= new IntervalSum()).Add(period, paths);
        }
    }

    private IReadOnlyList<Validity> OpenPeriods(TimelineLabel label, StorePeriods store, Func<TrustPeriod, Validity?> limit)
    {
        var open = new PeriodSet();
        foreach (var trust in store.Periods)
        {
            if (label.Window.Intersect(trust.Period) is not { } period) continue;
            if (!ReferenceEquals(trust.Limits, AnchorLimits.None))
            {
                if (limit(trust) is not { } limited) continue;
                if (period.Intersect(limited) is not { } both) continue;
                period = both;
            }
            open.Add(period);
        }
        if (label.Marks != DistrustMarks.Nothing)
        {
            foreach (var distrusted in _marks.Periods(label.Marks, History.Stores[store.Store])) open.Remove(distrusted);
        }
        return open.Periods;
    }
}
