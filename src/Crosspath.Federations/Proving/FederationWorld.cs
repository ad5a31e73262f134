using System.Collections.Immutable;
using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Federations;

/// <summary>
/// The trust graph of a federation in some state, as each domain sees it: all certificates, the domain's anchors, and
/// what is revoked. Certificates that are only planned, or made up to ask a question, take part as if their issuer had
/// signed them, so that no private key is needed to look ahead.
/// </summary>
public sealed class FederationWorld
{
    private readonly Dictionary<string, TrustPaths> _paths = [];
    private readonly Dictionary<(string Subject, Fingerprint Key), string> _owners = [];

    /// <summary>Builds it.</summary>
    /// <param name="state">The certificates.</param>
    /// <param name="probes">Leaf certificates that nobody issued, with their issuers.</param>
    public FederationWorld(FederationState state, IEnumerable<(Certificate Leaf, Certificate Issuer)>? probes = null)
    {
        ArgumentNullException.ThrowIfNull(state);
        State = state;
        Assumed = [.. Planned(state), .. probes ?? []];
        var memory = new VerdictMemory();
        foreach (var (certificate, issuer) in Assumed)
            memory.Add(certificate.Fingerprint, issuer.KeyId, SignatureVerdict.Valid);
        Graph = TrustGraph.Build(
            [
                .. state.Domains.SelectMany(domain => domain.Own.Concat(domain.Trust)),
                .. state.Crosses.Select(cross => cross.Certificate), .. state.Leaves.Values,
                .. Assumed.Select(assumed => assumed.Certificate),
            ],
            new GraphOptions { Memory = memory });
        foreach (var domain in state.Domains)
        {
            foreach (var own in domain.Own) _owners.TryAdd(IdentityOf(own), domain.Domain.Name);
        }
    }

    /// <summary>The files' content.</summary>
    public FederationState State { get; }

    /// <summary>All certificates, linked.</summary>
    public TrustGraph Graph { get; }

    /// <summary>Certificates that are taken for signed, with their issuers.</summary>
    public ImmutableArray<(Certificate Certificate, Certificate Issuer)> Assumed { get; }

    /// <summary>The paths that members of a domain can take.</summary>
    public TrustPaths PathsOf(string domain)
    {
        if (_paths.TryGetValue(domain, out var known)) return known;
        var anchors = State.Of(domain).Anchors.DistinctBy(anchor => anchor.Fingerprint)
            .Select(anchor => new TrustAnchor(anchor, [domain]));
        return _paths[domain] = new TrustPaths(Graph, anchors, Revoked());
    }

    /// <summary>The domain to which a CA belongs; null when it is none's.</summary>
    public string? OwnerOf(Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return _owners.GetValueOrDefault(IdentityOf(certificate));
    }

    /// <summary>The domains through which a path goes, from the target's issuer to the anchor, each once in a
    /// row.</summary>
    public ImmutableArray<string> DomainsOn(TrustPath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var domains = new List<string>();
        foreach (var certificate in path.Certificates.Skip(1))
        {
            var owner = OwnerOf(certificate) ?? "outside";
            if (domains.Count == 0 || domains[^1] != owner) domains.Add(owner);
        }
        return [.. domains];
    }

    private IEnumerable<Distrust> Revoked() => State.Crosses
        .Where(cross => cross.RevokedAt is not null)
        .Select(cross => new Distrust(cross.Certificate.Fingerprint, null,
            FormattableString.Invariant($"is revoked since {cross.RevokedAt:yyyy-MM-dd}")));

    private static IEnumerable<(Certificate, Certificate)> Planned(FederationState state) =>
        from cross in state.Crosses
        where cross.IsPlanned
        from issuer in state.Of(cross.Domain).Issuers
        where issuer.Issued(cross.Certificate)
        select (cross.Certificate, issuer.Root);

    private static (string, Fingerprint) IdentityOf(Certificate certificate) =>
        (Convert.ToHexString(certificate.Subject.ToCanonicalForm()), certificate.KeyId);
}
