using System.Collections.Immutable;
using Crosspath.Census.Corpora;
using Crosspath.Paths;
using Crosspath.Paths.Timelines;
using Crosspath.X509;

namespace Crosspath.Census.Analysis;

// CA certificates are few and are held in memory, as a graph. Leaves are many and stay in the corpus: of them only those
// are fetched that may be cross-signed. For the rest, what holds for an issuer is worked out once and joined to its leaves
// inside the corpus's engine.

/// <summary>Takes the census of a corpus.</summary>
public sealed class CensusRun
{
    private readonly ICorpus _corpus;
    private readonly CensusQuestion _question;
    private readonly CancellationToken _cancellation;
    private readonly List<Certificate> _cas;
    private readonly List<Certificate> _leaves; // those that are in the graph
    private readonly TrustTimelines _timelines;

    private CensusRun(ICorpus corpus, CensusQuestion question, CancellationToken cancellation)
    {
        (_corpus, _cancellation) = (corpus, cancellation);
        _question = question with { History = question.Rules.IgnoresLimits ? WithoutLimits(question.History) : question.History };
        Say("CA certificates read");
        _cas = Read(corpus.Cas(cancellation));
        var anchors = _question.History.Trusts.Select(trust => trust.Anchor).DistinctBy(anchor => anchor.Fingerprint).ToArray();
        Say("candidates looked for");
        _leaves = Read(corpus.CandidateLeaves(AmbiguousNames([.. _cas, .. anchors]), cancellation));
        _leaves.AddRange(AnchorsAmongLeaves(anchors));
        Say("signatures of CAs verified");
        var graph = TrustGraph.Build([.. _cas, .. _leaves, .. anchors], new GraphOptions { Parallelism = question.Parallelism }, cancellation);
        if (question.Revocations is { } revocations && !question.Rules.IgnoresLimits)
            _question = _question with { History = revocations(graph, _question.History) };
        _timelines = new TrustTimelines(graph, _question.History, new TimelineQuestion { Purpose = Purpose.Any });
    }

    /// <summary>Takes a census.</summary>
    /// <param name="corpus">Of what. Which CA signed which leaf is remembered in it.</param>
    /// <param name="question">Against what.</param>
    /// <param name="cancellation">Ends it.</param>
    public static CensusReport Of(ICorpus corpus, CensusQuestion question, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentNullException.ThrowIfNull(question);
        return new CensusRun(corpus, question, cancellation).Run();
    }

    /// <summary>Only the cross-signed groups.</summary>
    public static ImmutableArray<CrossSignGroup> GroupsOf(
        ICorpus corpus, CensusQuestion question, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentNullException.ThrowIfNull(question);
        return new CensusRun(corpus, question, cancellation).Groups();
    }

    private ImmutableArray<CrossSignGroup> Groups()
    {
        Say("groups judged");
        var leaves = _leaves.Select(leaf => leaf.Fingerprint).ToHashSet();
        return new Grouping(_timelines, _question, leaves).Of([.. _cas, .. _leaves], _cancellation);
    }

    private CensusReport Run()
    {
        var groups = Groups();
        using (var settling = new LeafSettling(_timelines.Graph, _timelines, _question)) settling.Run(_corpus, _cancellation);
        Say("leaves tallied");
        var population = new Population(_corpus, _timelines, _question, _cancellation).Count(_cas, _leaves);
        return new CensusReport
        {
            Size = _corpus.Size(),
            ValidCertificates = population.ValidCas + population.ValidLeaves,
            ValidCas = population.ValidCas,
            Paths = population.Numbers.Paths,
            IsExact = population.Numbers.IsExact && _timelines.Graph.Exhausted is null,
            LongestPath = population.Numbers.Longest,
            WidestAnchor = population.WidestAnchor,
            BusiestCa = population.BusiestCa,
            Reissued = Math.Max(0, _corpus.SharedIdentities(_cancellation) - groups.Length),
            Groups = groups,
            Rules = _question.Rules,
        };
    }

    private void Say(string stage) => _question.Progress?.Report((stage, 0, 0));

    private static TrustHistory WithoutLimits(TrustHistory history) => history with
    {
        Trusts = [.. history.Trusts.Select(trust => trust with { Limits = AnchorLimits.None })],
        Distrusts = [],
    };

    private static List<Certificate> Read(IEnumerable<StoredCertificate> stored)
    {
        var certificates = new List<Certificate>();
        foreach (var one in stored)
        {
            if (Certificate.TryRead(one.Der, out var certificate, out _)) certificates.Add(certificate);
        }
        return certificates;
    }

    private static HashSet<ShortDigest> AmbiguousNames(IEnumerable<Certificate> cas) =>
        [.. cas.GroupBy(ca => ShortDigest.Of(ca.Subject))
            .Where(name => name.DistinctBy(ca => ca.KeyId).Take(2).Count() == 2)
            .Select(name => name.Key)];

    // Stores have held certificates that are no CA's.
    private List<Certificate> AnchorsAmongLeaves(IReadOnlyList<Certificate> anchors)
    {
        var known = _cas.Concat(_leaves).Select(certificate => certificate.Fingerprint).ToHashSet();
        return [.. anchors.Where(anchor => !known.Contains(anchor.Fingerprint)
            && _corpus.Find(new CorpusQuery { Fingerprint = anchor.Fingerprint, Kind = RecordKind.Leaf }, _cancellation).Any())];
    }
}
