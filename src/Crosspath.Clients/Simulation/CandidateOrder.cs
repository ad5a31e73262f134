using Crosspath.X509;

namespace Crosspath.Clients.Simulation;

/// <summary>Puts candidates into a client's order: stable sorts, from the least significant key to the most.</summary>
internal sealed class CandidateOrder
{
    private readonly ClientProfile _profile;
    private readonly IssuerFinder _finder;
    private readonly DateTimeOffset _at;
    private readonly RootStore _roots;

    /// <summary>For one client's places.</summary>
    public CandidateOrder(ClientProfile profile, Surroundings surroundings, IssuerFinder finder)
    {
        (_profile, _finder, _at) = (profile, finder, surroundings.Request.At);
        _roots = surroundings.Roots;
    }

    /// <summary>The candidates, best first.</summary>
    public List<Candidate> Sort(CertificateFacts child, List<Candidate> candidates)
    {
        if (candidates.Count < 2) return candidates;
        foreach (var key in _profile.Walk.Rank.Reverse()) candidates = Sort(key, child, candidates);
        return candidates;
    }

    private List<Candidate> Sort(RankKey key, CertificateFacts child, List<Candidate> candidates) => key switch
    {
        RankKey.Current => By(candidates, c => c.Certificate.IsValidAt(_at) ? 0 : 1),
        RankKey.EndsLastUnlessCurrent => By(candidates,
            c => c.Certificate.IsValidAt(_at) ? 0 : -c.Certificate.Certificate.NotAfter.UtcTicks),
        RankKey.EndsLast => By(candidates, c => -c.Certificate.Certificate.NotAfter.UtcTicks),
        RankKey.BeginsLast => By(candidates, c => -c.Certificate.Certificate.NotBefore.UtcTicks),
        RankKey.KeyIdentifier => By(candidates, c => (int)KeyIdentifiers.CompareAbsentAsEqual(child, c.Certificate)),
        RankKey.KeyIdentifierElseTrustedIssuer => By(candidates, c => KeyIdentifierElseTrustedIssuer(child, c)),
        RankKey.TrustAndKeyIdentifier => By(candidates, c => TrustAndKeyIdentifier(child, c)),
        RankKey.SelfIssued => By(candidates, c => c.Certificate.IsSelfIssued ? 0 : 1),
        RankKey.Last => [.. candidates.AsEnumerable().Reverse()],
        RankKey.NssBest => NssBestFirst(candidates),
        RankKey.NssServed => NssServed(candidates),
        RankKey.NssEndsLast => NssEndsLast(NssNewer(candidates)),
        RankKey.NssDatabase => NssDatabase(candidates),
        RankKey.JavaSet => JavaSet(child, candidates),
        _ => BouncyCastleSet(candidates),
    };

    private static List<Candidate> By(List<Candidate> candidates, Func<Candidate, long> key) =>
        [.. candidates.OrderBy(key)];

    // PKIXCertComparator looks at the issuers only when the key identifier has not settled it.
    private int KeyIdentifierElseTrustedIssuer(CertificateFacts child, Candidate candidate)
    {
        if (KeyIdentifiers.Compare(child, candidate.Certificate) == KeyIdentifierMatch.Equal) return 0;
        return _roots.HasName(candidate.Certificate.Issuer) ? 1 : 2;
    }

    // boringssl pki/path_builder.cc, TrustAndKeyIdentifierMatchToOrder.
    private static int TrustAndKeyIdentifier(CertificateFacts child, Candidate candidate)
    {
        var match = (int)KeyIdentifiers.CompareAbsentAsEqual(child, candidate.Certificate);
        if (match == (int)KeyIdentifierMatch.Different) return candidate.IsAnchor ? 4 : 5;
        return candidate.IsAnchor ? match : 2 + match;
    }

    // nssCertificateArray_FindBestCertificate: one pass, in which a later equal replaces an earlier one.
    private List<Candidate> NssBestFirst(List<Candidate> candidates)
    {
        var best = candidates[0];
        foreach (var other in candidates.Skip(1))
        {
            if (IsBetter(other, best)) best = other;
        }
        return [best, .. candidates.Where(candidate => candidate != best)];
    }

    private bool IsBetter(Candidate other, Candidate best)
    {
        var (usage, bestUsage) = (HasUsage(other), HasUsage(best));
        if (usage != bestUsage) return usage;
        var (current, bestCurrent) = (other.Certificate.IsValidAt(_at), best.Certificate.IsValidAt(_at));
        if (current != bestCurrent) return current;
        if (other.IsAnchor != best.IsAnchor) return other.IsAnchor;
        return !IsNewer(best.Certificate.Certificate, other.Certificate.Certificate);
    }

    // nss3certificate_matchUsage: a CA for TLS servers, with keyCertSign where there is a keyUsage.
    private bool HasUsage(Candidate candidate) =>
        (candidate.Certificate.Certificate.KeyUsage?.HasFlag(KeyUsages.KeyCertSign) ?? true)
        && (candidate.Certificate.Certificate.IsCa == true || _finder.Store.IsRoot(candidate.Certificate));

    // CERT_IsNewer: where one began later but ends earlier, it is the newer one unless it has ended.
    private bool IsNewer(Certificate a, Certificate b)
    {
        var (begins, ends) = (a.NotBefore > b.NotBefore, a.NotAfter > b.NotAfter);
        if (begins == ends) return begins;
        return begins ? a.NotAfter >= _at : b.NotAfter < _at;
    }

    // NSSCertDBTrustDomain::FindIssuer leaves the handshake's certificates as they came.
    private List<Candidate> NssDatabase(List<Candidate> candidates) =>
    [
        .. candidates.Where(candidate => candidate.Source == Source.Served),
        .. NssNewer(candidates.Where(candidate => candidate.Source != Source.Served))
            .OrderBy(candidate => candidate.Certificate.IsSelfIssued ? 0 : 1),
    ];

    // The crypto context keeps its certificates sorted, the database gives them as they are.
    private List<Candidate> NssServed(List<Candidate> candidates) =>
    [
        .. NssNewer(candidates.Where(candidate => candidate.Source == Source.Served && !IsInDatabase(candidate))),
        .. candidates.Where(candidate => candidate.Source != Source.Served || IsInDatabase(candidate)),
    ];

    private bool IsInDatabase(Candidate candidate) =>
        _finder.Store.IsRoot(candidate.Certificate) || _finder.Cached.Contains(candidate.Certificate);

    // pkix_List_BubbleSort with pkix_Build_SortCertComparator.
    private static List<Candidate> NssEndsLast(List<Candidate> candidates)
    {
        for (var i = 0; i < candidates.Count - 1; i++)
        {
            for (var j = i + 1; j < candidates.Count; j++)
            {
                if (EndOf(candidates[j]) <= EndOf(candidates[i])) continue;
                (candidates[i], candidates[j]) = (candidates[j], candidates[i]);
            }
        }
        return candidates;
    }

    private static DateTimeOffset EndOf(Candidate candidate) => candidate.Certificate.Certificate.NotAfter;

    // nssCertificate_SubjectListSort, in which equals stay as they came.
    private List<Candidate> NssNewer(IEnumerable<Candidate> candidates)
    {
        var sorted = new List<Candidate>();
        foreach (var candidate in candidates)
        {
            var certificate = candidate.Certificate.Certificate;
            var place = sorted.FindIndex(other => IsNewer(certificate, other.Certificate.Certificate));
            sorted.Insert(place < 0 ? sorted.Count : place, candidate);
        }
        return sorted;
    }

    // sun.security.provider.certpath.ForwardBuilder: anchors out of one HashSet, then others out of another one, go
    // into a TreeSet whose comparator puts the later of two equals first.
    private List<Candidate> JavaSet(CertificateFacts child, List<Candidate> candidates)
    {
        var byId = candidates.ToDictionary(candidate => candidate.Certificate.Id);
        var certificates = candidates.Select(candidate => candidate.Certificate).ToList();
        var roots = _roots.NamedAsIssuerOf(child, _profile.Match.StoreNames).Where(certificates.Contains);
        var anchors = HashOrders.Java(roots, HashOrders.JavaBuckets(_roots.All.Length, _roots.All.Length));
        var matching = certificates.FindAll(IsInCollection);
        var others = HashOrders.Java(matching, HashOrders.JavaBuckets(16, matching.Count));
        return [.. anchors.Concat(others).Concat(certificates)
            .DistinctBy(certificate => certificate.Id).Select(certificate => byId[certificate.Id]).Reverse()];
    }

    private bool IsInCollection(CertificateFacts certificate) =>
        _finder.Served.Contains(certificate) || _finder.Cached.Contains(certificate);

    private static List<Candidate> BouncyCastleSet(List<Candidate> candidates)
    {
        if (candidates[0].Source == Source.Store) return candidates;
        var byId = candidates.ToDictionary(candidate => candidate.Certificate.Id);
        return [.. HashOrders.BouncyCastle(candidates.Select(c => c.Certificate)).Select(c => byId[c.Id])];
    }
}
