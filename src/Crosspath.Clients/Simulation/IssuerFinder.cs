using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Clients.Simulation;

/// <summary>Finds the candidates for a certificate's issuer where the client looks, in the client's order.</summary>
internal sealed class IssuerFinder
{
    private readonly ClientProfile _profile;
    private readonly Surroundings _surroundings;
    private readonly CandidateOrder _order;
    private readonly List<CertificateFacts> _served;

    /// <summary>Lays out a client's places.</summary>
    public IssuerFinder(ClientProfile profile, Surroundings surroundings)
    {
        (_profile, _surroundings) = (profile, surroundings);
        Store = new ClientStore(profile, surroundings);
        _served = profile.Walk.CacheFirst ? [] : [.. surroundings.Served.Skip(1)];
        if (profile.Anchor.SortsStore) _served.InsertRange(0, surroundings.Roots.IssuedByOthers);
        Cached = profile.Cache == CachePlace.Own ? surroundings.Cached : [];
        _order = new CandidateOrder(profile, surroundings, this);
    }

    /// <summary>The trust store.</summary>
    public ClientStore Store { get; }

    /// <summary>Local intermediates without trust.</summary>
    public ImmutableArray<CertificateFacts> Cached { get; }

    /// <summary>What the server sent above the leaf, and what was fetched for good.</summary>
    public IReadOnlyList<CertificateFacts> Served => _served;

    /// <summary>Adds what was fetched to what was served.</summary>
    public void AddServed(IEnumerable<CertificateFacts> certificates) => _served.AddRange(certificates);

    /// <summary>The candidates of one group of sources, best first.</summary>
    public List<Candidate> Find(
        CertificateFacts child, ImmutableArray<Source> group, IReadOnlyList<CertificateFacts> path)
    {
        var found = new List<Candidate>();
        foreach (var source in group)
        {
            foreach (var certificate in PlaceOf(source, child)) Consider(child, certificate, source, found);
        }
        if (_profile.Walk.DatabaseCounts) found = [.. found.OrderBy(PlaceInNss)];
        Narrow(child, found);
        found.RemoveAll(candidate => !Fulfils(child, candidate, path));
        return _order.Sort(child, found);
    }

    /// <summary>The candidates among what the child's caIssuers locations give.</summary>
    public List<Candidate> Fetch(CertificateFacts child, IReadOnlyList<CertificateFacts> path)
    {
        var found = new List<Candidate>();
        foreach (var location in child.Locations)
        {
            foreach (var certificate in _surroundings.Fetch(location))
                Consider(child, certificate, Source.Served, found);
        }
        found.RemoveAll(candidate => !Fulfils(child, candidate, path));
        return _order.Sort(child, found);
    }

    /// <summary>Candidates of several groups, ranked as one.</summary>
    public List<Candidate> Sort(CertificateFacts child, List<Candidate> candidates) => _order.Sort(child, candidates);

    /// <summary>Whether names and key identifiers let a certificate be the child's issuer.</summary>
    public bool Matches(CertificateFacts child, CertificateFacts certificate, Source source)
    {
        var match = _profile.Match;
        var names = source == Source.Store ? match.StoreNames : match.Names;
        if (!child.NamesAsIssuer(certificate, names)) return false;
        if (match.KeyIdentifier != KeyIdentifierRule.Ignore
            && KeyIdentifiers.Compare(child, certificate) == KeyIdentifierMatch.Different) return false;
        return !match.IssuerAndSerial || KeyIdentifiers.FitsIssuerAndSerial(child, certificate);
    }

    /// <summary>Whether a chain ends with a certificate found in a place.</summary>
    public bool IsAnchor(CertificateFacts certificate, Source source)
    {
        if (_profile.Anchor.SelfSignedOnly && !certificate.IsSelfSigned) return false;
        return source == Source.Store || (_profile.Anchor.MayBeServed && Store.IsRoot(certificate));
    }

    private IEnumerable<CertificateFacts> PlaceOf(Source source, CertificateFacts child)
    {
        switch (source)
        {
            case Source.Store:
                return Store.NamedAsIssuerOf(child);
            case Source.Cached:
                return Cached;
            case Source.Preloaded:
                return _surroundings.PreloadedFor(child);
            default:
                if (!_profile.Walk.Forward) return _served;
                var place = _served.FindIndex(certificate => certificate.Id == child.Id);
                return _served.Skip(place + 1);
        }
    }

    private void Consider(CertificateFacts child, CertificateFacts certificate, Source source, List<Candidate> found)
    {
        if (!Matches(child, certificate, source)) return;
        var known = found.FindIndex(candidate => candidate.Certificate.Id == certificate.Id);
        var isAnchor = IsAnchor(certificate, source);
        if (known < 0) found.Add(new Candidate(certificate, source, isAnchor));
        else if (isAnchor) found[known] = found[known] with { IsAnchor = true };
    }

    // NSS has a certificate in its database or beside it, never both; what it has seen already comes first there.
    private int PlaceInNss(Candidate candidate)
    {
        var isInDatabase = Store.IsRoot(candidate.Certificate) || Cached.Contains(candidate.Certificate);
        return candidate.Source == Source.Served ? (isInDatabase ? 1 : 0) : 2;
    }

    private bool Fulfils(CertificateFacts child, Candidate candidate, IReadOnlyList<CertificateFacts> path)
    {
        foreach (var rule in _profile.Walk.Require)
        {
            if (!Fulfils(rule, child, candidate.Certificate, candidate.Source, path)) return false;
        }
        return true;
    }

    private bool Fulfils(
        CandidateRule rule, CertificateFacts child, CertificateFacts candidate, Source source,
        IReadOnlyList<CertificateFacts> path)
    {
        var certificate = candidate.Certificate;
        return rule switch
        {
            CandidateRule.Ca => certificate.IsCa == true || (source == Source.Store && certificate.Version < 3),
            CandidateRule.CaOrRoot => certificate.IsCa == true || Store.IsRoot(candidate),
            CandidateRule.KeyCertSign => certificate.KeyUsage?.HasFlag(KeyUsages.KeyCertSign) ?? true,
            CandidateRule.PathLength => PathJudge.AllowsLength(candidate, path),
            CandidateRule.SignatureInStore => source != Source.Store || _surroundings.IsSigned(child, candidate),
            _ => SignatureFit.Fits(child, candidate),
        };
    }

    // NSS keeps candidates with the right identifier only, as soon as there is one (filter_subject_certs_for_id).
    private void Narrow(CertificateFacts child, List<Candidate> found)
    {
        if (_profile.Match.KeyIdentifier != KeyIdentifierRule.MatchBest) return;
        bool Fits(Candidate candidate) =>
            KeyIdentifiers.Compare(child, candidate.Certificate) == KeyIdentifierMatch.Equal
            || (child.AuthorityKey is { SerialNumber.IsEmpty: false, IssuerNames.IsEmpty: false }
                && KeyIdentifiers.FitsIssuerAndSerial(child, candidate.Certificate));
        if (found.Any(Fits)) found.RemoveAll(candidate => !Fits(candidate));
    }
}
