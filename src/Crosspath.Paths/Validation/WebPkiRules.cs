using System.Net;
using Crosspath.X509;
using Crosspath.X509.Der;

namespace Crosspath.Paths.Validation;

/// <summary>The CA/Browser Forum's Baseline Requirements for TLS server certificates (BR), as far as a verifier can
/// see them.</summary>
internal static class WebPkiRules
{
    /// <summary>Each answers what is wrong, or null.</summary>
    public static IReadOnlyList<Func<Certificate, CertificateRole, string?>> All { get; } =
    [
        VersionThree, PublicKeyAllowed, SignatureAllowed, PurposesOfRoot, AuthorityKeyIdentifierForm, AuthorityKeyIdentifierOfRoot, InformationAccess,
        EmptyNameConstraints, SubscriberIsNoCa, SubscriberPurposes, SubscriberNames, SubscriberNamesCritical,
        Wildcards, CommonName,
    ];

    private static readonly ObjectIdentifier AnyExtendedKeyUsage = ObjectIdentifier.Parse("2.5.29.37.0");

    // BR 7.1.1.
    private static string? VersionThree(Certificate certificate, CertificateRole role) =>
        certificate.Version == 3 ? null : "is not of version 3 (BR 7.1.1)";

    // BR 7.1.2.1.2: a root has none.
    private static string? PurposesOfRoot(Certificate certificate, CertificateRole role) =>
        role == CertificateRole.Anchor && certificate.IsSelfIssued && certificate.ExtendedKeyUsage.IsPresent
            ? "is a root with extended key usage (BR 7.1.2.1.2)"
            : null;

    // BR 6.1.5: RSA from 2048 bits, in whole octets; the NIST curves P-256, P-384, P-521, by name.
    private static string? PublicKeyAllowed(Certificate certificate, CertificateRole role)
    {
        var type = PublicKey.DescribeKeyType(certificate.PublicKeyInfo.Span);
        var isAllowed = type switch
        {
            "EC-P-256" or "EC-P-384" or "EC-P-521" => true,
            _ => type.StartsWith("RSA-", StringComparison.Ordinal)
                && int.TryParse(type.AsSpan(4), out var bits) && bits >= 2048 && bits % 8 == 0,
        };
        return isAllowed ? null : $"has a key of the type {type}, which is not allowed (BR 6.1.5)";
    }

    // BR 7.1.3.2: no MD5 and no SHA-1, but for an anchor's own signature, which nobody relies on.
    private static string? SignatureAllowed(Certificate certificate, CertificateRole role)
    {
        if (role == CertificateRole.Anchor) return null;
        var name = SignatureAlgorithms.NameOf(certificate.SignatureAlgorithm.Span);
        var isOld = name.Contains("sha1", StringComparison.OrdinalIgnoreCase)
            || name.Contains("SHA-1", StringComparison.OrdinalIgnoreCase)
            || name.Contains("md", StringComparison.OrdinalIgnoreCase);
        return isOld ? $"is signed with {name}, which is not allowed (BR 7.1.3.2)" : null;
    }

    // BR 7.1.2.11.1: the key identifier alone, without issuer and serial number.
    private static string? AuthorityKeyIdentifierForm(Certificate certificate, CertificateRole role)
    {
        if (certificate.FindExtension(ExtensionOids.AuthorityKeyIdentifier) is not { } extension) return null;
        if (certificate.AuthorityKeyIdentifier.IsEmpty)
            return "has an authority key identifier without key identifier (BR 7.1.2.11.1)";
        var reader = new DerReader(extension.Value.Span);
        if (!reader.TryNext(DerTag.Sequence, out var sequence)) return null;
        var fields = new DerReader(extension.Value.Span, sequence);
        while (fields.Next(out var field) == DerStatus.Ok)
        {
            if (field.Tag != 0x80) return "names its issuer's issuer and serial number as key identifier (BR 7.1.2.11.1)";
        }
        return null;
    }

    // BR 7.1.2.1.3: of a root it is the root's own.
    private static string? AuthorityKeyIdentifierOfRoot(Certificate certificate, CertificateRole role) =>
        role != CertificateRole.Anchor || !certificate.IsSelfIssued || certificate.AuthorityKeyIdentifier.IsEmpty
            || certificate.AuthorityKeyIdentifier.Span.SequenceEqual(certificate.SubjectKeyIdentifier.Span)
                ? null
                : "is a root whose authority key identifier is not its own (BR 7.1.2.1.3)";

    // BR 7.1.2.7.7: HTTP URLs.
    private static string? InformationAccess(Certificate certificate, CertificateRole role)
    {
        var access = certificate.AuthorityInformationAccess;
        if (!access.IsPresent) return null;
        var isProper = access.Value is { Descriptions.IsEmpty: false } list && list.Descriptions.All(place =>
            place.Location.Kind == GeneralNameKind.Uri && Uri.TryCreate(place.Location.Text, UriKind.Absolute, out _));
        return isProper ? null : "has malformed authority information access (BR 7.1.2.7.7)";
    }

    // BR 7.1.2.5.2, and RFC 5280 section 4.2.1.10: either list, and not empty.
    private static string? EmptyNameConstraints(Certificate certificate, CertificateRole role) =>
        certificate.NameConstraints.Value is { } constraints
            && (constraints.Permitted ?? []).IsEmpty && (constraints.Excluded ?? []).IsEmpty
                ? "has name constraints that are empty (BR 7.1.2.5.2)"
                : null;

    // BR 7.1.2.7.8 and 7.1.2.7.11.
    private static string? SubscriberIsNoCa(Certificate certificate, CertificateRole role) =>
        role == CertificateRole.Target
            && (certificate.IsCa == true || certificate.KeyUsage?.HasFlag(KeyUsages.KeyCertSign) == true)
                ? "is a CA, which a server's certificate must not be (BR 7.1.2.7.8)"
                : null;

    // BR 7.1.2.7.10: present, not critical, and not anyExtendedKeyUsage.
    private static string? SubscriberPurposes(Certificate certificate, CertificateRole role)
    {
        if (role != CertificateRole.Target) return null;
        if (certificate.ExtendedKeyUsage is not { IsPresent: true, IsCritical: false } usage)
            return "has no extended key usage, or a critical one (BR 7.1.2.7.10)";
        return usage.Value?.Purposes.Contains(AnyExtendedKeyUsage) == true
            ? "is for any purpose, which a server's certificate must not be (BR 7.1.2.7.10)"
            : null;
    }

    // BR 7.1.2.7.12.
    private static string? SubscriberNames(Certificate certificate, CertificateRole role) =>
        role != CertificateRole.Target || certificate.SubjectAlternativeName.IsPresent ? null
        : "has no alternative name (BR 7.1.2.7.12)";

    // BR 7.1.2.7.12: critical exactly when the subject is empty.
    private static string? SubscriberNamesCritical(Certificate certificate, CertificateRole role) =>
        role == CertificateRole.Target && !certificate.Subject.IsEmpty
            && certificate.SubjectAlternativeName is { IsPresent: true, IsCritical: true }
                ? "has critical alternative names beside a subject (BR 7.1.2.7.12)"
                : null;

    // BR 3.2.2.6: no wildcard over everything below a public suffix.
    private static string? Wildcards(Certificate certificate, CertificateRole role)
    {
        foreach (var name in certificate.SubjectAlternativeName.Value?.Names ?? [])
        {
            if (name.Kind != GeneralNameKind.DnsName || !name.Text.StartsWith('*')) continue;
            if (name.Text.Length < 3 || PublicSuffixes.Contains(name.Text[2..]))
                return $"is for {name}, which stands for a whole public suffix (BR 3.2.2.6)";
        }
        return null;
    }

    // BR 7.1.4.3: the common name is one of the alternative names, letter for letter; of an address the text of RFC 5952.
    private static string? CommonName(Certificate certificate, CertificateRole role)
    {
        if (role != CertificateRole.Target) return null;
        var names = (certificate.SubjectAlternativeName.Value?.Names ?? []).Select(TextOf).ToHashSet(StringComparer.Ordinal);
        foreach (var commonName in certificate.Subject.Values(NameAttribute.CommonName))
        {
            if (!names.Contains(commonName)) return "has a common name that is none of its alternative names (BR 7.1.4.3)";
        }
        return null;
    }

    private static string TextOf(GeneralName name) =>
        name.Kind == GeneralNameKind.IpAddress && name.Value.Length is 4 or 16
            ? new IPAddress(name.Value.Span).ToString()
            : name.Text;
}
