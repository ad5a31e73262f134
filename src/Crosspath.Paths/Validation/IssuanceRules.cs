using Crosspath.X509;

namespace Crosspath.Paths.Validation;

/// <summary>
/// What RFC 5280 section 4 asks of those who issue certificates, as far as a certificate shows it. Path validation does
/// not need it, and much of the real world does not keep it: a profile of its own.
/// </summary>
internal static class IssuanceRules
{
    private static readonly Func<Certificate, CertificateRole, string?>[] Rules =
    [
        SerialNumber, Version, AuthorityKeyIdentifier, SubjectKeyIdentifier, SubjectOfCa, BasicConstraints,
        KeyUsageOfCa, AlternativeNames, EmptySubject, NameConstraintsInCa, NameConstraintForms, PolicyExtensions,
    ];

    /// <summary>The rules that a certificate breaks.</summary>
    public static IEnumerable<Finding> Check(Certificate certificate, CertificateRole role, RuleProfile profile)
    {
        var broken = Rules.Select(rule => (Code: "rfc5280-profile", Message: rule(certificate, role)));
        // BR 7.1.2.10.8 lets name constraints be uncritical, for the sake of old clients.
        broken = profile == RuleProfile.WebPki
            ? broken.Concat(WebPkiRules.All.Select(rule => (Code: "webpki-profile", Message: rule(certificate, role))))
            : broken.Append((Code: "rfc5280-profile", Message: CriticalNameConstraints(certificate)));
        foreach (var (code, message) in broken)
        {
            if (message is not null)
                yield return new Finding(code, Severity.Error, certificate.Fingerprint,
                    $"{certificate.Subject.FriendlyText} {message}");
        }
    }

    /// <summary>Whether a certificate stands or calls itself a CA's.</summary>
    public static bool IsCa(Certificate certificate, CertificateRole role) =>
        role != CertificateRole.Target || certificate.IsCa == true;

    // Section 4.1.2.2: positive, and at most 20 octets.
    private static string? SerialNumber(Certificate certificate, CertificateRole role) =>
        (certificate.Flaws & (CertificateFlaws.SerialNotPositive | CertificateFlaws.SerialTooLong)) == 0 ? null
        : "has a serial number that is not positive, or longer than 20 octets (section 4.1.2.2)";

    // Section 4.1.2.1: version 3 when there are extensions.
    private static string? Version(Certificate certificate, CertificateRole role) =>
        !certificate.Flaws.HasFlag(CertificateFlaws.BadVersion) ? null
        : "has a version that does not allow what it carries (section 4.1.2.1)";

    // Section 4.2.1.1: in all certificates but self-signed ones.
    private static string? AuthorityKeyIdentifier(Certificate certificate, CertificateRole role) =>
        certificate.IsSelfIssued || !certificate.AuthorityKeyIdentifier.IsEmpty ? null
        : "has no authority key identifier (section 4.2.1.1)";

    // Section 4.2.1.2: in all CA certificates.
    private static string? SubjectKeyIdentifier(Certificate certificate, CertificateRole role) =>
        !IsCa(certificate, role) || !certificate.SubjectKeyIdentifier.IsEmpty ? null
        : "is a CA without subject key identifier (section 4.2.1.2)";

    // Section 4.1.2.6.
    private static string? SubjectOfCa(Certificate certificate, CertificateRole role) =>
        !IsCa(certificate, role) || !certificate.Subject.IsEmpty ? null
        : "is a CA with an empty subject (section 4.1.2.6)";

    // Section 4.2.1.9: critical in CA certificates whose key validates signatures on certificates.
    private static string? BasicConstraints(Certificate certificate, CertificateRole role) =>
        !IsCa(certificate, role) || certificate.FindExtension(ExtensionOids.BasicConstraints) is { IsCritical: true } ? null
        : "is a CA without critical basic constraints (section 4.2.1.9)";

    // Sections 4.2.1.3 and 4.2.1.9: keyCertSign and cA go together.
    private static string? KeyUsageOfCa(Certificate certificate, CertificateRole role)
    {
        var maySign = certificate.KeyUsage?.HasFlag(KeyUsages.KeyCertSign);
        if (certificate.IsCa == true && maySign is null) return "is a CA without key usage (section 4.2.1.3)";
        return maySign == true && certificate.IsCa != true
            ? "may sign certificates but is no CA (section 4.2.1.9)"
            : null;
    }

    // Section 4.2.1.6: at least one name, each in its proper form.
    private static string? AlternativeNames(Certificate certificate, CertificateRole role)
    {
        if (certificate.SubjectAlternativeName.Value is not { } names) return null;
        if (names.Names.IsEmpty) return "has an empty list of alternative names (section 4.2.1.6)";
        foreach (var name in names.Names)
        {
            if (!IsWellFormed(name)) return $"has a malformed alternative name, {name} (section 4.2.1.6)";
        }
        return null;
    }

    private static bool IsWellFormed(GeneralName name) => name.Kind switch
    {
        GeneralNameKind.DnsName => HostName.IsWellFormedDnsName(name.Text, mayBeWildcard: true),
        GeneralNameKind.Rfc822Name => HostName.IsWellFormedMailbox(name.Text),
        GeneralNameKind.IpAddress => name.Value.Length is 4 or 16,
        GeneralNameKind.Uri => name.Text.IndexOf(':', StringComparison.Ordinal) > 0,
        _ => true,
    };

    // Section 4.1.2.6: then the names are in a critical subjectAltName.
    private static string? EmptySubject(Certificate certificate, CertificateRole role) =>
        !certificate.Subject.IsEmpty || certificate.SubjectAlternativeName is { IsCritical: true } ? null
        : "has an empty subject, and no critical alternative name (section 4.1.2.6)";

    // Section 4.2.1.10: only in CA certificates.
    private static string? NameConstraintsInCa(Certificate certificate, CertificateRole role) =>
        IsCa(certificate, role) || !certificate.NameConstraints.IsPresent ? null
        : "has name constraints but is no CA (section 4.2.1.10)";

    // Section 4.2.1.10: "Conforming CAs MUST mark this extension as critical."
    private static string? CriticalNameConstraints(Certificate certificate) =>
        certificate.NameConstraints is not { IsPresent: true, IsCritical: false } ? null
        : "has name constraints that are not critical (section 4.2.1.10)";

    // Section 4.2.1.10: dNSName constraints are names, without a dot in front or a star.
    private static string? NameConstraintForms(Certificate certificate, CertificateRole role)
    {
        if (certificate.NameConstraints.Value is not { } constraints) return null;
        foreach (var subtree in (constraints.Permitted ?? []).Concat(constraints.Excluded ?? []))
        {
            var text = subtree.Kind == GeneralNameKind.DnsName ? subtree.Text : "";
            if (text.Length > 0 && !HostName.IsWellFormedDnsName(text, mayBeWildcard: false))
                return $"has a malformed name constraint, {subtree} (section 4.2.1.10)";
        }
        return null;
    }

    // Sections 4.2.1.11 and 4.2.1.14: both critical.
    private static string? PolicyExtensions(Certificate certificate, CertificateRole role)
    {
        if (certificate.PolicyConstraints is { IsPresent: true, IsCritical: false })
            return "has policy constraints that are not critical (section 4.2.1.11)";
        return certificate.FindExtension(ExtensionOids.InhibitAnyPolicy) is { IsCritical: false }
            ? "inhibits anyPolicy without being critical about it (section 4.2.1.14)"
            : null;
    }
}
