using System.Numerics;
using Crosspath.Census.Corpora;
using Crosspath.Paths;
using Crosspath.Paths.Timelines;
using Crosspath.X509;

namespace Crosspath.Census.Analysis;

/// <summary>The figures about all certificates of a corpus: how many were valid, and how many paths they have.</summary>
internal sealed class Population
{
    private const int AnyAnchor = 0; // labels from 1 on are anchors

    private readonly ICorpus _corpus;
    private readonly TrustTimelines _timelines;
    private readonly CancellationToken _cancellation;
    private readonly PathTotals _totals;
    private readonly Dictionary<ShortDigest, Identity> _identities;
    private readonly Dictionary<int, IssuerTrust> _trust = [];
    private readonly Dictionary<Fingerprint, int> _labels;
    private readonly Certificate[] _anchors;
    private readonly long[] _reach; // by label
    private readonly PopulationFigures _figures = new();

    public Population(ICorpus corpus, TrustTimelines timelines, CensusQuestion question, CancellationToken cancellation)
    {
        (_corpus, _timelines, _cancellation) = (corpus, timelines, cancellation);
        _anchors = [.. question.History.Trusts.Select(trust => trust.Anchor).DistinctBy(anchor => anchor.Fingerprint)
            .OrderBy(anchor => anchor.Fingerprint)];
        _labels = _anchors.Index().ToDictionary(anchor => anchor.Item.Fingerprint, anchor => anchor.Index + 1);
        _reach = new long[_anchors.Length + 1];
        _totals = new PathTotals(timelines.Graph, _anchors.Select(anchor => anchor.Fingerprint));
        _identities = timelines.Graph.Identities.ToDictionary(IdentityDigest.Of);
    }

    /// <summary>Counts.</summary>
    /// <param name="cas">The corpus's CA certificates.</param>
    /// <param name="leaves">Those of its leaves that are in the graph.</param>
    public PopulationFigures Count(IReadOnlyList<Certificate> cas, IReadOnlyList<Certificate> leaves)
    {
        foreach (var ca in cas)
        {
            var paths = CountOne(ca);
            if (paths > (_figures.BusiestCa?.Paths ?? BigInteger.Zero)) _figures.BusiestCa = new CertificatePaths(ca, paths);
            if (IsTrusted(ca)) _figures.ValidCas++;
        }
        var windows = IssuersWindows();
        Tally(windows);
        var judged = windows.Where(issuer => issuer.Value.DependsOnTarget).Select(issuer => issuer.Key).ToHashSet();
        if (judged.Count > 0) JudgeEach(judged, leaves.Select(leaf => leaf.Fingerprint).ToHashSet());
        foreach (var leaf in leaves) CountGraphLeaf(leaf, judged);
        var widest = Enumerable.Range(0, _anchors.Length).MaxBy(anchor => _reach[anchor + 1]);
        if (_anchors.Length > 0 && _reach[widest + 1] > 0)
            _figures.WidestAnchor = new AnchorReach(_anchors[widest], _reach[widest + 1]);
        return _figures;
    }

    private bool IsTrusted(Certificate certificate) => _timelines.Of(certificate, _cancellation).LastChainDies is not null;

    private BigInteger CountOne(Certificate certificate)
    {
        var numbers = _totals.Of(certificate, _cancellation);
        _figures.Numbers = _figures.Numbers.With(numbers);
        foreach (var anchor in AnchorsOf(certificate)) _reach[anchor]++;
        return numbers.Paths;
    }

    // The anchors that a certificate had a valid path to, itself included.
    private HashSet<int> AnchorsOf(Certificate certificate)
    {
        var issuer = _timelines.Graph.IssuerOf(certificate).Issuer;
        var anchors = new HashSet<int>();
        if (_labels.TryGetValue(certificate.Fingerprint, out var itself)) anchors.Add(itself);
        if (issuer is not null && issuer != _timelines.Graph.SubjectOf(certificate)
            && Validity.Of(certificate) is { } own && _timelines.MayEndPaths(certificate))
        {
            foreach (var anchor in TrustUnder(issuer).Anchors)
            {
                if (anchor.Windows.Any(window => window.Intersect(own) is not null)) anchors.Add(_labels[anchor.Anchor.Fingerprint]);
            }
        }
        return anchors;
    }

    private IssuerTrust TrustUnder(Identity issuer)
    {
        if (!_trust.TryGetValue(issuer.Index, out var known))
            _trust.Add(issuer.Index, known = _timelines.OfIssuer(issuer, _cancellation));
        return known;
    }

    private Dictionary<ShortDigest, IssuerTrust> IssuersWindows()
    {
        var windows = new Dictionary<ShortDigest, IssuerTrust>();
        foreach (var (digest, identity) in _identities)
        {
            var trust = TrustUnder(identity);
            if (!trust.Anchors.IsEmpty) windows.Add(digest, trust);
        }
        return windows;
    }

    private void Tally(Dictionary<ShortDigest, IssuerTrust> issuers)
    {
        var asked = new List<IssuerWindows>();
        foreach (var (digest, trust) in issuers)
        {
            if (trust.DependsOnTarget) continue;
            asked.Add(new IssuerWindows(digest, AnyAnchor, trust.Windows));
            foreach (var anchor in trust.Anchors)
                asked.Add(new IssuerWindows(digest, _labels[anchor.Anchor.Fingerprint], anchor.Windows));
        }
        foreach (var tally in _corpus.Tally(asked, _cancellation))
        {
            if (tally.Label is { } label)
            {
                if (label == AnyAnchor) _figures.ValidLeaves += tally.Leaves;
                else _reach[label] += tally.Leaves;
            }
            else if (_identities.TryGetValue(tally.Issuer, out var issuer)
                || _identities.TryGetValue(IdentityDigest.Barred(tally.Issuer), out issuer)) AddPaths(issuer, tally.Leaves);
        }
    }

    private void AddPaths(Identity issuer, long leaves)
    {
        var each = _totals.OfIssued(issuer, _cancellation);
        _figures.Numbers = _figures.Numbers.With(each with { Paths = each.Paths * leaves });
    }

    // Where name constraints or a store's limits may tell one leaf from another, each is asked.
    private void JudgeEach(HashSet<ShortDigest> issuers, HashSet<Fingerprint> inGraph)
    {
        foreach (var (stored, digest) in _corpus.SettledLeaves(issuers, _cancellation))
        {
            if (!Certificate.TryRead(stored.Der, out var leaf, out _) || inGraph.Contains(leaf.Fingerprint)) continue;
            if (_timelines.OfIssued(leaf, _identities[digest], _cancellation).LastChainDies is null) continue;
            _figures.ValidLeaves++;
            if (Validity.Of(leaf) is not { } own) continue;
            foreach (var anchor in TrustUnder(_identities[digest]).Anchors)
            {
                if (anchor.Windows.Any(window => window.Intersect(own) is not null)) _reach[_labels[anchor.Anchor.Fingerprint]]++;
            }
        }
    }

    // A leaf of the graph was tallied by its issuer like the rest; here it is counted for what it is.
    private void CountGraphLeaf(Certificate leaf, HashSet<ShortDigest> judged)
    {
        if (_timelines.Graph.IssuerOf(leaf).Issuer is { } issuer)
        {
            var trust = TrustUnder(issuer);
            var each = _totals.OfIssued(issuer, _cancellation);
            _figures.Numbers = _figures.Numbers with { Paths = _figures.Numbers.Paths - each.Paths };
            if (!judged.Contains(IdentityDigest.Of(issuer)) && _timelines.MayEndPaths(leaf) && Validity.Of(leaf) is { } own)
            {
                if (trust.Windows.Any(window => window.Intersect(own) is not null)) _figures.ValidLeaves--;
                foreach (var anchor in trust.Anchors)
                {
                    if (anchor.Windows.Any(window => window.Intersect(own) is not null)) _reach[_labels[anchor.Anchor.Fingerprint]]--;
                }
            }
        }
        CountOne(leaf);
        if (IsTrusted(leaf)) _figures.ValidLeaves++;
    }
}

/// <summary>What <see cref="Population"/> counts.</summary>
internal sealed class PopulationFigures
{
    public long ValidCas { get; set; }

    public long ValidLeaves { get; set; }

    public PathNumbers Numbers { get; set; } = PathNumbers.None;

    public AnchorReach? WidestAnchor { get; set; }

    public CertificatePaths? BusiestCa { get; set; }
}
