using System.Collections.Immutable;

namespace Crosspath.Clients.Simulation;

/// <summary>The trust store as one client sees it: without the roots that it cannot read, with the cache beside them,
/// in its order.</summary>
internal sealed class ClientStore(ClientProfile profile, Surroundings surroundings)
{
    private readonly RootStore _roots = surroundings.Roots;
    private readonly ImmutableArray<CertificateFacts> _cached =
        profile.Cache == CachePlace.Store ? surroundings.Cached : [];

    /// <summary>All that is in it.</summary>
    public IEnumerable<CertificateFacts> All => Seen(_roots.All.Concat(_cached));

    /// <summary>Whether a certificate is one of the roots that the client could read.</summary>
    public bool IsRoot(CertificateFacts certificate) => _roots.Contains(certificate) && IsReadable(certificate);

    /// <summary>Whether a certificate is in the store.</summary>
    public bool Contains(CertificateFacts certificate) =>
        (_roots.Contains(certificate) || _cached.Contains(certificate)) && IsSeen(certificate);

    /// <summary>What bears the name of a certificate's issuer.</summary>
    public IEnumerable<CertificateFacts> NamedAsIssuerOf(CertificateFacts child)
    {
        var names = profile.Match.StoreNames;
        return Seen(_roots.NamedAsIssuerOf(child, names)
            .Concat(_cached.Where(certificate => child.NamesAsIssuer(certificate, names))));
    }

    /// <summary>The roots that bear a name, by its number.</summary>
    public IEnumerable<CertificateFacts> RootsNamed(int name, NameComparison comparison) =>
        _roots.Named(name, comparison).Where(IsReadable);

    /// <summary>The roots with a key identifier, by its number.</summary>
    public IEnumerable<CertificateFacts> RootsWithKeyIdentifier(int number) =>
        _roots.WithKeyIdentifier(number).Where(IsReadable);

    private IEnumerable<CertificateFacts> Seen(IEnumerable<CertificateFacts> certificates)
    {
        var seen = certificates.Where(IsSeen);
        return profile.Anchor.LastOfSeveral ? seen.Reverse() : seen;
    }

    private bool IsSeen(CertificateFacts certificate) =>
        (!profile.Anchor.SortsStore || certificate.IsSelfIssuedInOctets) && IsReadable(certificate);

    private bool IsReadable(CertificateFacts certificate) =>
        !profile.Message.LeavesOutRoots || UnknownCritical.Of(certificate, profile) is null;
}
