using Crosspath.X509;

namespace Crosspath.Cli.Inputs;

/// <summary>Certificates by the names that they bear, to find those that can be above others.</summary>
internal sealed class IssuerPool
{
    private readonly ILookup<Name, Certificate> _bySubject;

    public IssuerPool(IEnumerable<Certificate> certificates) =>
        _bySubject = certificates.DistinctBy(certificate => certificate.Fingerprint).ToLookup(certificate => certificate.Subject);

    /// <summary>Every certificate, of these and of the pool, through which a path of these can go, and what has the same
    /// name as any of them: a graph of it has all paths that a graph of the whole pool has.</summary>
    public IReadOnlyList<Certificate> Around(IEnumerable<Certificate> certificates)
    {
        var found = new List<Certificate>();
        var waiting = new Queue<Certificate>();
        var seen = new HashSet<Fingerprint>();
        void Meet(Certificate certificate)
        {
            if (!seen.Add(certificate.Fingerprint)) return;
            found.Add(certificate);
            waiting.Enqueue(certificate);
        }

        foreach (var certificate in certificates) Meet(certificate);
        while (waiting.TryDequeue(out var certificate))
        {
            foreach (var issuer in _bySubject[certificate.Issuer]) Meet(issuer);
            foreach (var sibling in _bySubject[certificate.Subject]) Meet(sibling);
        }
        return found;
    }
}
