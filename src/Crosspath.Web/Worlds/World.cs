using System.Collections.Concurrent;
using Crosspath.Paths;
using Crosspath.Paths.Scenarios;
using Crosspath.Paths.Timelines;
using Crosspath.Web.Graphs;
using Crosspath.Web.Running;
using Crosspath.X509;

namespace Crosspath.Web.Worlds;

/// <summary>What a question is asked of: certificates that are linked, and who trusts whom, and when.</summary>
internal sealed class World
{
    // A user moves through time in one direction or to and fro; more spans than that are made anew.
    private const int MostEpochs = 6;

    private readonly Epochs _epochs;
    private readonly LeastRecent<int, ConcurrentBag<TrustPaths>> _paths = new(MostEpochs);
    private readonly ConcurrentBag<TrustTimelines> _timelines = [];
    private readonly TimelineQuestion _timelineQuestion;
    private readonly Lazy<GraphShape> _shape;
    private readonly Lazy<ILookup<Fingerprint, TrustPeriod>> _trusts;

    public World(TrustGraph graph, TrustHistory history, TimelineQuestion question)
    {
        (Graph, History, _timelineQuestion) = (graph, history, question);
        _epochs = new Epochs(history);
        Formers = new FormerAnchors(history);
        _shape = new Lazy<GraphShape>(() => new GraphShape(graph));
        _trusts = new Lazy<ILookup<Fingerprint, TrustPeriod>>(() => history.Trusts.ToLookup(trust => trust.Anchor.Fingerprint));
    }

    /// <summary>How the graph looks from afar.</summary>
    public GraphShape Shape => _shape.Value;

    /// <summary>The certificates.</summary>
    public TrustGraph Graph { get; }

    /// <summary>Who trusts whom. Its anchors are all in the graph.</summary>
    public TrustHistory History { get; }

    /// <summary>Removed roots.</summary>
    public FormerAnchors Formers { get; }

    /// <summary>Asks about paths at an instant. What the anchors imply is worked out once for a span of time; an
    /// instance serves one question at a time.</summary>
    public T WithPaths<T>(DateTimeOffset at, Func<TrustPaths, T> ask)
    {
        var bag = _paths.Get(_epochs.Of(at), _ => []);
        if (!bag.TryTake(out var paths)) paths = new TrustPaths(Graph, History.AnchorsAt(at), History.DistrustsAt(at));
        var answer = ask(paths);
        bag.Add(paths); // not when it threw: who knows in which state it is
        return answer;
    }

    /// <summary>Asks about all of time.</summary>
    public T WithTimelines<T>(Func<TrustTimelines, T> ask)
    {
        if (!_timelines.TryTake(out var timelines)) timelines = new TrustTimelines(Graph, History, _timelineQuestion);
        var answer = ask(timelines);
        _timelines.Add(timelines);
        return answer;
    }

    /// <summary>The world that a what-if makes of it; the same one where nothing changes.</summary>
    public World After(Scenario scenario) =>
        scenario.IsEmpty ? this : new World(Graph, scenario.Apply(Graph, History), _timelineQuestion);

    /// <summary>While stores trusted a certificate as anchor.</summary>
    public IEnumerable<TrustPeriod> TrustsOf(Certificate certificate) => _trusts.Value[certificate.Fingerprint];

    /// <summary>The same as commands have it.</summary>
    public TrustInput ToInput(IInputReport report) => new(Graph, History)
    {
        Named = Graph.Certificates.Select(certificate => certificate.Fingerprint).ToHashSet(),
        Purpose = _timelineQuestion.Purpose,
        AnchorChecks = _timelineQuestion.AnchorChecks,
        Report = report,
    };

    /// <summary>A certificate at hand by its SHA-256.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public Certificate Find(string what, string text) =>
        Fingerprint.TryParse(text, out var fingerprint) && Graph.TryFind(fingerprint, out var certificate)
            ? certificate
            : IdentityWord.FindCertificate(what, text, Graph);
}
