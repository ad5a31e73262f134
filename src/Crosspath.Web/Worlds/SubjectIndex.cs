using System.Collections.Frozen;
using Crosspath.X509;

namespace Crosspath.Web.Worlds;

/// <summary>Certificates by the name that they are about.</summary>
internal sealed class SubjectIndex
{
    private readonly FrozenDictionary<Name, Certificate[]> _bySubject;

    public SubjectIndex(IEnumerable<Certificate> certificates) =>
        _bySubject = certificates.GroupBy(certificate => certificate.Subject)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());

    /// <summary>Everything that may lie above some certificates, by name alone: no issuer can be missing. They
    /// themselves are part of it.</summary>
    /// <param name="certificates">From where on.</param>
    /// <param name="isAllowed">Which certificates of the index count.</param>
    public List<Certificate> Above(IEnumerable<Certificate> certificates, Func<Certificate, bool> isAllowed)
    {
        var found = new Dictionary<Fingerprint, Certificate>();
        var open = new Queue<Certificate>();
        foreach (var certificate in certificates)
        {
            if (found.TryAdd(certificate.Fingerprint, certificate)) open.Enqueue(certificate);
        }
        var names = new HashSet<Name>();
        while (open.TryDequeue(out var next))
        {
            if (!names.Add(next.Issuer)) continue;
            foreach (var issuer in _bySubject.GetValueOrDefault(next.Issuer) ?? [])
            {
                if (isAllowed(issuer) && found.TryAdd(issuer.Fingerprint, issuer)) open.Enqueue(issuer);
            }
        }
        return [.. found.Values];
    }
}
