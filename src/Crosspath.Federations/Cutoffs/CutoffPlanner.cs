using System.Numerics;
using Crosspath.Paths;
using Crosspath.Paths.Cutting;
using Crosspath.X509;

namespace Crosspath.Federations;

/// <summary>Finds what isolates a domain: the minimum cut between everybody else's anchors and its CAs.</summary>
/// <param name="federation">The federation.</param>
/// <param name="state">As it is.</param>
/// <param name="now">The time.</param>
public sealed class CutoffPlanner(Federation federation, FederationState state, DateTimeOffset now)
{
    // Nobody distrusts their own root, or revokes another's CA, to get rid of a third.
    private const long OutOfTheQuestion = 1_000_000;

    private readonly FederationWorld _world = new(state);

    /// <summary>Plans it.</summary>
    public CutoffPlan Plan(string domain, CancellationToken cancellation = default)
    {
        var crosses = state.Crosses.Where(cross => cross.IsInForce(now))
            .ToDictionary(cross => cross.Certificate.Fingerprint);
        var viewers = federation.Domains.Select(other => other.Name).Where(other => other != domain).ToList();
        var (cut, isCheapest) = (new Dictionary<Fingerprint, IssuedCross>(), true);
        var (before, after) = (BigInteger.Zero, BigInteger.Zero);
        foreach (var own in state.Of(domain).Own.DistinctBy(certificate => certificate.KeyId))
        {
            var search = new CutSearch(
                _world.Graph, History(viewers), new PathQuery(own, now) { Purpose = Purpose.Any },
                element => CostOf(element, crosses));
            var found = search.For(_world.Graph.SubjectOf(own), cancellation);
            isCheapest &= found.IsCheapest;
            (before, after) = (before + found.PathsBefore, after + found.PathsAfter);
            foreach (var element in found.Elements.OfType<CutElement.Revocation>())
            {
                if (crosses.TryGetValue(element.Certificate.Fingerprint, out var cross))
                    cut[cross.Certificate.Fingerprint] = cross;
            }
        }
        return new CutoffPlan(
            domain, [.. cut.Values], isCheapest, [.. Rest(domain, crosses.Values, cut)], before, after,
            [.. viewers.SelectMany(viewer => Notices(domain, viewer, cut))]);
    }

    private TrustHistory History(List<string> viewers) => TrustHistory.Constant(viewers.SelectMany(viewer =>
        state.Of(viewer).Anchors.Select(anchor => new TrustAnchor(anchor, [viewer])))) with
    {
        Distrusts = [.. state.Crosses.Where(cross => cross.RevokedAt is not null).Select(cross =>
            new DistrustPeriod(cross.Certificate.Fingerprint, null, Validity.Always, "is revoked"))],
    };

    private static long CostOf(CutElement element, Dictionary<Fingerprint, IssuedCross> crosses) =>
        element is CutElement.Revocation revocation && crosses.ContainsKey(revocation.Certificate.Fingerprint)
            ? 1
            : OutOfTheQuestion;

    private IEnumerable<IssuedCross> Rest(
        string domain, IEnumerable<IssuedCross> crosses, Dictionary<Fingerprint, IssuedCross> cut) =>
        crosses.Where(cross => !cut.ContainsKey(cross.Certificate.Fingerprint)
            && (cross.Domain == domain || _world.OwnerOf(cross.Certificate) == domain));

    private IEnumerable<CutoffNotice> Notices(string domain, string viewer, Dictionary<Fingerprint, IssuedCross> cut)
    {
        var used = new HashSet<Fingerprint>();
        foreach (var own in state.Of(domain).Own.Concat(cut.Values.Select(cross => cross.Certificate)))
        {
            var query = new PathQuery(own, now) { Purpose = Purpose.Any };
            foreach (var path in _world.PathsOf(viewer).Find(query).TakeWhile(path => path.IsValid))
                used.UnionWith(path.Path.Certificates.Select(certificate => certificate.Fingerprint));
        }
        foreach (var cross in cut.Values.Where(cross => used.Contains(cross.Certificate.Fingerprint)))
            yield return Notice(viewer, cross);
    }

    private CutoffNotice Notice(string viewer, IssuedCross cross)
    {
        var issuer = state.Of(cross.Domain);
        var list = issuer.Issuers.FirstOrDefault(root => root.Issued(cross.Certificate))?.List;
        var namesOcsp = (cross.Certificate.AuthorityInformationAccess.Value?.Descriptions ?? [])
            .Any(place => place.Method == AccessDescriptions.Ocsp);
        return new CutoffNotice(viewer, cross,
            cross.Certificate.CrlDistributionPoints.IsPresent ? list?.NextUpdate : null,
            namesOcsp ? now.AddHours(issuer.Domain.Publication.OcspHours) : null,
            now.AddDays(state.Of(viewer).Domain.Bundle.RefreshDays),
            cross.Certificate.NotAfter);
    }
}
