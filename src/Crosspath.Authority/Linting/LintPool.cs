using Crosspath.X509;

namespace Crosspath.Authority.Linting;

/// <summary>The certificates at hand when one is judged: its siblings (the same name and key) and its issuers are found
/// here. Only with them can be judged what is asked of cross-certificates.</summary>
/// <remarks>Not thread-safe: signatures are verified once and remembered.</remarks>
public sealed class LintPool
{
    private readonly ILookup<Fingerprint, Certificate> _byKey;
    private readonly ILookup<string, Certificate> _bySubject;
    private readonly ILookup<string, Certificate> _byIssuerAndSerial;
    private readonly Dictionary<(Fingerprint Certificate, Fingerprint Key), SignatureVerdict> _verdicts = [];
    private readonly Dictionary<Fingerprint, bool> _lists = [];

    /// <summary>A pool of certificates, in any order.</summary>
    /// <param name="certificates">Those at hand; repetitions count once.</param>
    public LintPool(IEnumerable<Certificate> certificates)
    {
        var all = certificates.DistinctBy(certificate => certificate.Fingerprint)
            .OrderBy(certificate => certificate.Fingerprint).ToArray();
        _byKey = all.ToLookup(certificate => certificate.KeyId);
        _bySubject = all.Where(certificate => certificate.IsCa != false)
            .ToLookup(certificate => Key(certificate.Subject));
        _byIssuerAndSerial = all.ToLookup(IssuerAndSerial);
    }

    /// <summary>The fingerprints that a CA database lists; null when there is no such list.</summary>
    public IReadOnlySet<Fingerprint>? Disclosed { get; init; }

    /// <summary>Revocation lists at hand; those count that an issuer at hand signed.</summary>
    public IReadOnlyCollection<RevocationList> RevocationLists { get; init; } = [];

    /// <summary>Other certificates of the same name and key, by fingerprint.</summary>
    public IReadOnlyList<Certificate> SiblingsOf(Certificate certificate) =>
        [.. _byKey[certificate.KeyId].Where(
            other => !other.Equals(certificate) && other.Subject.Equals(certificate.Subject))];

    /// <summary>CA certificates whose name is that of a certificate's issuer.</summary>
    internal IEnumerable<Certificate> IssuerCandidates(Certificate certificate) => _bySubject[Key(certificate.Issuer)];

    /// <summary>CA certificates whose key signed a certificate.</summary>
    internal IReadOnlyList<Certificate> IssuersOf(Certificate certificate) =>
        [.. IssuerCandidates(certificate).Where(issuer => Verify(certificate, issuer) == SignatureVerdict.Valid)];

    /// <summary>Whether a certificate is signed by its own key. Where the platform lacks the algorithm, whether it says
    /// so of itself.</summary>
    internal bool IsSelfSigned(Certificate certificate) =>
        certificate.IsSelfIssued && Verify(certificate, certificate) switch
        {
            SignatureVerdict.Valid => true,
            SignatureVerdict.Bad => false,
            _ => certificate.AuthorityKeyIdentifier.IsEmpty
                || certificate.AuthorityKeyIdentifier.Span.SequenceEqual(certificate.SubjectKeyIdentifier.Span),
        };

    /// <summary>Other certificates that claim the same issuer and serial number; a precertificate is none.</summary>
    internal IEnumerable<Certificate> SameSerialAs(Certificate certificate) =>
        _byIssuerAndSerial[IssuerAndSerial(certificate)].Where(
            other => !other.Equals(certificate) && !IsPrecertificate(other));

    /// <summary>Why a certificate is revoked, by a list at hand; null when none says so.</summary>
    internal RevocationReason? RevocationOf(Certificate certificate)
    {
        foreach (var list in RevocationLists)
        {
            if (!list.Issuer.Equals(certificate.Issuer) || !IsSignedByAnyAtHand(list)) continue;
            var entry = list.Find(certificate.Issuer, certificate.SerialNumber.Span);
            if (entry is { Reason: not RevocationReason.RemoveFromCrl } revoked) return revoked.Reason;
        }
        return null;
    }

    private bool IsSignedByAnyAtHand(RevocationList list)
    {
        if (_lists.TryGetValue(list.Fingerprint, out var isSigned)) return isSigned;
        isSigned = _bySubject[Key(list.Issuer)].Any(issuer =>
        {
            using var key = PublicKey.Import(issuer.PublicKeyInfo.Span);
            return key.Verify(list.SignatureAlgorithm.Span, list.SignedPart.Span, list.Signature.Span)
                == SignatureVerdict.Valid;
        });
        return _lists[list.Fingerprint] = isSigned;
    }

    internal SignatureVerdict Verify(Certificate certificate, Certificate issuer)
    {
        var pair = (certificate.Fingerprint, issuer.KeyId);
        if (_verdicts.TryGetValue(pair, out var verdict)) return verdict;
        using var key = PublicKey.Import(issuer.PublicKeyInfo.Span);
        verdict = key.Verify(certificate.SignatureAlgorithm.Span, certificate.SignedPart.Span,
            certificate.Signature.Span);
        return _verdicts[pair] = verdict;
    }

    private static bool IsPrecertificate(Certificate certificate) =>
        certificate.FindExtension(ExtensionOids.PrecertificatePoison) is not null;

    private static string Key(Name name) => Convert.ToBase64String(name.ToCanonicalForm());

    private static string IssuerAndSerial(Certificate certificate) =>
        $"{Key(certificate.Issuer)} {certificate.SerialHex}";
}
