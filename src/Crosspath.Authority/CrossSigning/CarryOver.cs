using Crosspath.X509;

namespace Crosspath.Authority.CrossSigning;

/// <summary>Whether a cross-certificate carries over, byte for byte, what ties it to the subject and to the issuer.
/// Asked of what will be signed, and again of what was.</summary>
public static class CarryOver
{
    // 64 random bits, but for leading zeros.
    private const int FewestSerialOctets = 8;

    /// <summary>What is not as it should be.</summary>
    public static IEnumerable<string> Check(Certificate certificate, SubjectSource subject, Certificate issuer)
    {
        if (!Same(certificate.Subject.Raw, subject.Name)) yield return "the subject's bytes are not carried over";
        if (!Same(certificate.PublicKeyInfo, subject.PublicKeyInfo))
            yield return "the public key's bytes are not carried over";
        if (!Same(certificate.SubjectKeyIdentifier, subject.KeyIdentifier))
            yield return "the subject key identifier is not carried over";
        if (!Same(certificate.Issuer.Raw, issuer.Subject.Raw))
            yield return "the issuer's bytes are not those of the issuer's subject";
        if (!Same(certificate.AuthorityKeyIdentifier, KeyIdentifierOf(issuer)))
            yield return "the authority key identifier is not the issuer's subject key identifier";
        if (certificate.AuthorityKey.Value is not { IssuerNames.IsEmpty: true, SerialNumber.IsEmpty: true })
            yield return "the authority key identifier is not by key identifier alone";
        if (certificate.SerialNumber.Length < FewestSerialOctets || certificate.SerialInteger.Sign <= 0)
            yield return "the serial number is not positive, or too short for 64 random bits";
    }

    /// <summary>What names an issuer's key; of one that has no identifier, method 1 of RFC 5280 section
    /// 4.2.1.2.</summary>
    internal static ReadOnlyMemory<byte> KeyIdentifierOf(Certificate issuer) => issuer.SubjectKeyIdentifier.IsEmpty
        ? SigningKey.IdentifierOf(issuer.PublicKeyInfo)
        : issuer.SubjectKeyIdentifier;

    private static bool Same(ReadOnlyMemory<byte> one, ReadOnlyMemory<byte> other) =>
        one.Span.SequenceEqual(other.Span);
}
