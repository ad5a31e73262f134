using Crosspath.X509;

namespace Crosspath.Fetch.Collateral;

/// <summary>Certificates by the names that they bear, to find those that can be above others.</summary>
public sealed class IssuerPool
{
    private readonly ILookup<Name, Certificate> _bySubject;

    /// <summary>Makes one of some certificates, each counted once.</summary>
    public IssuerPool(IEnumerable<Certificate> certificates) =>
        _bySubject = certificates.DistinctBy(certificate => certificate.Fingerprint)
            .ToLookup(certificate => certificate.Subject);

    /// <summary>Those of the pool that bear a name.</summary>
    public IEnumerable<Certificate> Named(Name name) => _bySubject[name];

    /// <summary>Some certificates, and all of the pool through which a path of these can go.</summary>
    public IReadOnlyList<Certificate> Above(IEnumerable<Certificate> certificates) =>
        Reach(certificates, certificate => _bySubject[certificate.Issuer]);

    /// <summary>The same with all that bear the name of any of them: a graph of it has every path that one of the whole
    /// pool has, and the same anchors on it.</summary>
    public IReadOnlyList<Certificate> Around(IEnumerable<Certificate> certificates) =>
        Reach(certificates, certificate => _bySubject[certificate.Issuer].Concat(_bySubject[certificate.Subject]));

    private static List<Certificate> Reach(
        IEnumerable<Certificate> start, Func<Certificate, IEnumerable<Certificate>> next)
    {
        var found = new List<Certificate>();
        var seen = new HashSet<Fingerprint>();
        void Meet(Certificate certificate)
        {
            if (seen.Add(certificate.Fingerprint)) found.Add(certificate);
        }

        foreach (var certificate in start) Meet(certificate);
        for (var i = 0; i < found.Count; i++)
        {
            foreach (var more in next(found[i])) Meet(more);
        }
        return found;
    }
}
