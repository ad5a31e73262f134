using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Clients.Simulation;

/// <summary>A certificate with what chain building asks of it again and again, worked out once. Names and keys are
/// numbers: equal ones are equal names (or bytes, or keys).</summary>
internal sealed class CertificateFacts
{
    /// <summary>The certificate itself.</summary>
    public required Certificate Certificate { get; init; }

    /// <summary>Equal for equal certificates.</summary>
    public required int Id { get; init; }

    /// <summary>The subject as RFC 5280 section 7.1 compares it.</summary>
    public required int Subject { get; init; }

    /// <summary>The issuer, likewise.</summary>
    public required int Issuer { get; init; }

    /// <summary>The subject's bytes.</summary>
    public required int SubjectBytes { get; init; }

    /// <summary>The issuer's bytes.</summary>
    public required int IssuerBytes { get; init; }

    /// <summary>The subject's attributes as text.</summary>
    public required int SubjectText { get; init; }

    /// <summary>The issuer's attributes as text.</summary>
    public required int IssuerText { get; init; }

    /// <summary>The subject's attributes as lower case text.</summary>
    public required int SubjectLowerText { get; init; }

    /// <summary>The issuer's attributes as lower case text.</summary>
    public required int IssuerLowerText { get; init; }

    /// <summary>The subjectPublicKeyInfo's bytes.</summary>
    public required int Key { get; init; }

    /// <summary>The subjectKeyIdentifier, 0 without.</summary>
    public required int KeyIdentifierNumber { get; init; }

    /// <summary>The authorityKeyIdentifier's keyIdentifier, 0 without.</summary>
    public required int IssuerKeyIdentifierNumber { get; init; }

    /// <summary>The subjectAltName's bytes, 0 without the extension.</summary>
    public required int AlternativeNames { get; init; }

    /// <summary>authorityKeyIdentifier in full; null without the extension.</summary>
    public required AuthorityKey? AuthorityKey { get; init; }

    /// <summary>nameConstraints; null without the extension.</summary>
    public required NameConstraints? NameConstraints { get; init; }

    /// <summary>extKeyUsage; null without the extension.</summary>
    public required ExtendedKeyUsage? ExtendedKeyUsage { get; init; }

    /// <summary>The names of the subjectAltName.</summary>
    public required ImmutableArray<GeneralName> Names { get; init; }

    /// <summary>Such as EC-P-256 or RSA-2048.</summary>
    public required string KeyType { get; init; }

    /// <summary>Such as sha256WithRSAEncryption.</summary>
    public required string SignatureAlgorithm { get; init; }

    /// <summary>Critical extensions, as dotted numbers.</summary>
    public required ImmutableArray<string> Critical { get; init; }

    /// <summary>caIssuers locations, HTTP only.</summary>
    public required ImmutableArray<string> Locations { get; init; }

    /// <summary>Subject and issuer are the same name.</summary>
    public bool IsSelfIssued => Subject == Issuer;

    /// <summary>keyIdentifier of the authorityKeyIdentifier; empty when absent.</summary>
    public ReadOnlySpan<byte> IssuerKeyIdentifier => Certificate.AuthorityKeyIdentifier.Span;

    /// <summary>The subjectKeyIdentifier; empty when absent.</summary>
    public ReadOnlySpan<byte> KeyIdentifier => Certificate.SubjectKeyIdentifier.Span;

    /// <summary>Self-issued, and the key identifiers do not speak against it (OpenSSL's EXFLAG_SS).</summary>
    public bool IsSelfSigned =>
        IsSelfIssued && (IssuerKeyIdentifier.IsEmpty || KeyIdentifier.IsEmpty
            || IssuerKeyIdentifier.SequenceEqual(KeyIdentifier));

    /// <summary>Whether an instant lies in the validity.</summary>
    public bool IsValidAt(DateTimeOffset at) => Certificate.NotBefore <= at && at <= Certificate.NotAfter;

    /// <summary>Subject and issuer are the same octets.</summary>
    public bool IsSelfIssuedInOctets => SubjectBytes == IssuerBytes;

    /// <summary>The number of the subject in one way of comparing.</summary>
    public int SubjectNumber(NameComparison comparison) => comparison switch
    {
        NameComparison.Octets => SubjectBytes,
        NameComparison.Text => SubjectText,
        NameComparison.TextIgnoringCase => SubjectLowerText,
        _ => Subject,
    };

    /// <summary>The number of the issuer in one way of comparing.</summary>
    public int IssuerNumber(NameComparison comparison) => comparison switch
    {
        NameComparison.Octets => IssuerBytes,
        NameComparison.Text => IssuerText,
        NameComparison.TextIgnoringCase => IssuerLowerText,
        _ => Issuer,
    };

    /// <summary>Whether this certificate's issuer bears the name of another's subject.</summary>
    public bool NamesAsIssuer(CertificateFacts other, NameComparison comparison) =>
        IssuerNumber(comparison) == other.SubjectNumber(comparison);

    /// <summary>Same name and same key.</summary>
    public bool IsSameIdentity(CertificateFacts other) => Subject == other.Subject && Key == other.Key;

    /// <inheritdoc/>
    public override string ToString() => Certificate.Subject.FriendlyText;
}
