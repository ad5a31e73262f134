using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Stores.Revocation;

/// <summary>Finds who signed revocation lists, and for whom they may speak.</summary>
internal sealed class ListSigners(TrustGraph graph)
{
    private readonly Lazy<ILookup<string, Identity>> _byName =
        new(() => graph.Identities.ToLookup(identity => KeyOf(identity.Subject)));

    private readonly Lazy<ILookup<string, Certificate>> _byIssuer =
        new(() => graph.Certificates.ToLookup(certificate => KeyOf(certificate.Issuer)));

    private readonly Dictionary<int, HashSet<int>> _families = [];

    /// <summary>A name as a key for dictionaries: equal for names that are equal by RFC 5280 section 7.1.</summary>
    public static string KeyOf(Name name) => Convert.ToHexStringLower(name.ToCanonicalForm());

    /// <summary>The certificates of an issuer's name.</summary>
    public IEnumerable<Certificate> IssuedUnder(Name issuer) => _byIssuer.Value[KeyOf(issuer)];

    /// <summary>The identity that signed a list; null, and why, when there is none that may.</summary>
    public Identity? Find(RevocationList list, out string reason)
    {
        reason = "";
        if (list.HasUnknownCriticalExtension) reason = "it has a critical extension that nobody here understands";
        else if (list.IssuingDistributionPoint.IsMalformed) reason = "what it covers cannot be read";
        if (reason.Length > 0) return null;
        reason = "no certificate of its issuer is at hand";
        foreach (var identity in _byName.Value[KeyOf(list.Issuer)])
        {
            reason = "its signature is not good under any key of its issuer that is at hand";
            if (!HasSigned(identity, list)) continue;
            if (graph.CertificatesOf(identity).Any(MaySignLists)) return identity;
            reason = "its issuer may not sign revocation lists";
            return null;
        }
        return null;
    }

    /// <summary>Whether two identities are of one family: one above the other, or both below a third.</summary>
    public bool AreRelated(Identity one, Identity other) => FamilyOf(one).Overlaps(FamilyOf(other));

    // RFC 5280 section 4.2.1.3.
    private static bool MaySignLists(Certificate certificate) =>
        certificate.KeyUsage?.HasFlag(KeyUsages.CrlSign) ?? true;

    private bool HasSigned(Identity identity, RevocationList list)
    {
        using var key = graph.ImportKey(identity);
        var verdict = key.Verify(list.SignatureAlgorithm.Span, list.SignedPart.Span, list.Signature.Span);
        return verdict == SignatureVerdict.Valid;
    }

    // An identity and all above it.
    private HashSet<int> FamilyOf(Identity identity)
    {
        if (_families.TryGetValue(identity.Index, out var family)) return family;
        family = [identity.Index];
        var open = new Queue<Identity>([identity]);
        while (open.TryDequeue(out var next))
        {
            foreach (var certificate in graph.CertificatesOf(next))
            {
                if (graph.IssuerOf(certificate).Issuer is { } issuer && family.Add(issuer.Index)) open.Enqueue(issuer);
            }
        }
        _families.Add(identity.Index, family);
        return family;
    }
}
