using System.Collections.Immutable;
using Crosspath.X509;
using static Crosspath.X509.CertificateFlaws;

namespace Crosspath.Authority.Linting.Rules;

/// <summary>What RFC 5280 asks of those who issue certificates. The rules that compare a certificate with its issuer
/// and its siblings stand last.</summary>
internal static class Rfc5280Rules
{
    private static readonly DateTimeOffset Published = new(2008, 5, 1, 0, 0, 0, TimeSpan.Zero);

    public static ImmutableArray<LintRule> All { get; } =
    [
        Rule("rfc5280-der", "4.1", LintScope.All,
            "The certificate is DER, and nothing in it is malformed or left over.", Encoding),
        Rule("rfc5280-version", "4.1.2.1", LintScope.All,
            "A certificate with extensions is of version 3.",
                Flaw(BadVersion, "the version does not allow what the certificate carries")),
        Rule("rfc5280-serial", "4.1.2.2", LintScope.All,
            "The serial number is positive and has at most 20 octets.",
            Flaw(SerialNotPositive | SerialTooLong, "the serial number is not positive, or longer than 20 octets")),
        Rule("rfc5280-algorithm", "4.1.1.2", LintScope.All,
            "The signature algorithm is the same inside and outside.",
                Flaw(AlgorithmMismatch, "the two signature algorithms differ")),
        Rule("rfc5280-issuer", "4.1.2.4", LintScope.All, "The issuer is not empty.",
            Flaw(EmptyIssuer, "the issuer is an empty name")),
        Rule("rfc5280-validity", "4.1.2.5", LintScope.All,
            "The dates can be read, and are in order.",
                Flaw(UnreadableDate | DatesInverted, "the dates cannot be read, or end before they begin")),
        Rule("rfc5280-subject", "4.1.2.6", LintScope.Ca,
            "A CA has a subject.", subject => subject.Certificate.Subject.IsEmpty ? "the CA's subject is an empty name"
                : null),
        Rule("rfc5280-duplicate", "4.2", LintScope.All,
            "No extension occurs twice.", Flaw(DuplicateExtension, "an extension occurs more than once")),
        Rule("rfc5280-aki", "4.2.1.1", LintScope.IssuedCa | LintScope.EndEntity,
            "There is an uncritical authority key identifier with the key's identifier.", AuthorityKeyIdentifier),
        Rule("rfc5280-ski", "4.2.1.2", LintScope.Ca,
            "A CA's certificate has an uncritical subject key identifier.", SubjectKeyIdentifier),
        Rule("rfc5280-key-usage", "4.2.1.3", LintScope.Ca, "A CA's certificate has key usage with keyCertSign.",
            KeyUsage),
        Rule("rfc5280-ca-only", "4.2.1.9", LintScope.EndEntity,
            "What is no CA may not sign certificates, and has no name constraints.", EndEntity),
        Rule("rfc5280-policy-mappings", "4.2.1.5", LintScope.Ca,
            "Policies are not mapped to or from anyPolicy.", PolicyMappings),
        Rule("rfc5280-policy-mappings-asserted", "4.2.1.5", LintScope.Ca,
            "Every policy that is mapped is asserted too.", UnassertedMapping) with { Severity = Severity.Warning },
        Rule("rfc5280-basic-constraints", "4.2.1.9", LintScope.Ca,
            "A CA's basic constraints are critical.", CaExtensions.BasicConstraints),
        Rule("rfc5280-path-length", "4.2.1.9", LintScope.Ca,
            "A path length needs the right to sign certificates.",
            subject => subject.Certificate is { PathLength: not null, KeyUsage: { } usage }
                && !usage.HasFlag(KeyUsages.KeyCertSign)
                ? "there is a path length, but no keyCertSign" : null),
        Rule("rfc5280-name-constraints", "4.2.1.10", LintScope.Ca,
            "Name constraints are critical, not empty, and without distances.", NameConstraints),
        Rule("rfc5280-policy-constraints", "4.2.1.11", LintScope.Ca,
            "Policy constraints are critical and not empty.", PolicyConstraints),
        Rule("rfc5280-any-purpose", "4.2.1.12", LintScope.All,
            "Extended key usage with anyExtendedKeyUsage is not critical.",
            subject => subject.Certificate.ExtendedKeyUsage is { IsCritical: true }
                && Purposes.Of(subject.Certificate)?.Has(Purposes.Any) == true
                ? "a critical extKeyUsage has anyExtendedKeyUsage" : null) with { Severity = Severity.Warning },
        Rule("rfc5280-inhibit-any", "4.2.1.14", LintScope.Ca, "inhibitAnyPolicy is critical.",
            subject => subject.Certificate.FindExtension(ExtensionOids.InhibitAnyPolicy) is { IsCritical: false }
                ? "inhibitAnyPolicy is not critical" : null),
        Rule("rfc5280-signature", "4.1.1.3", LintScope.All,
            "The CA that it names as its issuer, by name and key identifier, signed it.",
            subject => subject.IsForeignSignature ? "the CA of the issuer's name and key identifier did not sign it"
                : null),
        Rule("rfc5280-issuer-bytes", "4.1.2.6", LintScope.IssuedCa | LintScope.EndEntity,
            "The issuer is encoded as the issuer's own subject is.", IssuerBytes),
        Rule("rfc5280-issuer-key-id", "4.2.1.1", LintScope.IssuedCa | LintScope.EndEntity,
            "The authority key identifier is the issuer's subject key identifier.", IssuerKeyIdentifier),
        Rule("rfc5280-issuer-path-length", "6.1.4 (l)", LintScope.IssuedCa,
            "The issuer may have a CA below it.", IssuerPathLength),
        Rule("rfc5280-issuer-key-usage", "4.2.1.3", LintScope.IssuedCa | LintScope.EndEntity,
            "The issuer may sign certificates.",
            subject => subject.Issuers.Any(issuer => issuer.KeyUsage?.HasFlag(KeyUsages.KeyCertSign) == false)
                ? "the issuer's key usage does not allow to sign certificates" : null),
        Rule("rfc5280-sibling-key-id", "4.2.1.2", LintScope.Ca,
            "All certificates of a CA's key have the same subject key identifier: those that it signs can name one "
                + "only.",
            SiblingKeyIdentifier),
        Rule("rfc5280-sibling-name", "4.1.2.6", LintScope.Ca,
            "All certificates of a CA encode its subject alike: it can be encoded alike in the certificates that it "
                + "signs.",
            SiblingName),
    ];

    private static LintRule Rule(
        string id, string section, LintScope scope, string summary, Func<LintSubject, string?> check) =>
        new(id, new Citation("RFC 5280", section, "of May 2008"), check)
        {
            Summary = summary,
            Scope = scope,
            From = Published,
        };

    private static Func<LintSubject, string?> Flaw(CertificateFlaws flaws, string message) =>
        subject => (subject.Certificate.Flaws & flaws) == 0 ? null : message;

    private static string? Encoding(LintSubject subject)
    {
        string[] toldElsewhere = ["bad-version", "serial-not-positive", "serial-too-long", "algorithm-mismatch",
            "empty-issuer",
            "unreadable-date", "dates-inverted", "duplicate-extension"];
        var problems = subject.Certificate.Findings
            .Where(finding => !toldElsewhere.Contains(finding.Code)).Select(finding => finding.Message)
            .Concat(Malformed(subject.Certificate).Select(name => $"{name} cannot be read")).ToList();
        return problems.Count == 0 ? null : string.Join("; ", problems);
    }

    // Those that reading a certificate does not look into.
    private static IEnumerable<string> Malformed(Certificate certificate)
    {
        if (certificate.SubjectAlternativeName.IsMalformed) yield return "subjectAltName";
        if (certificate.ExtendedKeyUsage.IsMalformed) yield return "extKeyUsage";
        if (certificate.NameConstraints.IsMalformed) yield return "nameConstraints";
        if (certificate.CertificatePolicies.IsMalformed) yield return "certificatePolicies";
        if (certificate.PolicyMappings.IsMalformed) yield return "policyMappings";
        if (certificate.PolicyConstraints.IsMalformed) yield return "policyConstraints";
        if (certificate.AuthorityInformationAccess.IsMalformed) yield return "authorityInfoAccess";
        if (certificate.CrlDistributionPoints.IsMalformed) yield return "cRLDistributionPoints";
        if (certificate.AuthorityKey.IsMalformed) yield return "authorityKeyIdentifier";
    }

    private static string? AuthorityKeyIdentifier(LintSubject subject) =>
        CaExtensions.Presence(subject.Certificate, ExtensionOids.AuthorityKeyIdentifier, isCritical: false,
            "authorityKeyIdentifier")
        ?? (subject.Certificate.AuthorityKeyIdentifier.IsEmpty ? "authorityKeyIdentifier has no keyIdentifier" : null);

    private static string? SubjectKeyIdentifier(LintSubject subject) => CaExtensions.Presence(
        subject.Certificate, ExtensionOids.SubjectKeyIdentifier, isCritical: false, "subjectKeyIdentifier");

    private static string? KeyUsage(LintSubject subject) => subject.Certificate.KeyUsage switch
    {
        null => "there is no keyUsage",
        { } usage when !usage.HasFlag(KeyUsages.KeyCertSign) => "keyUsage lacks keyCertSign",
        _ => null,
    };

    private static string? EndEntity(LintSubject subject)
    {
        if (subject.Certificate.KeyUsage?.HasFlag(KeyUsages.KeyCertSign) == true)
            return "keyUsage has keyCertSign, but this is no CA";
        return subject.Certificate.NameConstraints.IsPresent ? "there are name constraints, but this is no CA" : null;
    }

    private static string? PolicyMappings(LintSubject subject) =>
        (subject.Certificate.PolicyMappings.Value?.Mappings ?? []).Any(mapping =>
            mapping.IssuerPolicy == CertificatePolicies.AnyPolicy
                || mapping.SubjectPolicy == CertificatePolicies.AnyPolicy)
            ? "a policy is mapped to or from anyPolicy"
            : null;

    private static string? UnassertedMapping(LintSubject subject)
    {
        foreach (var mapping in subject.Certificate.PolicyMappings.Value?.Mappings ?? [])
        {
            if (!CaExtensions.HasPolicy(subject.Certificate, mapping.IssuerPolicy))
                return $"the policy {mapping.IssuerPolicy} is mapped, but not asserted";
        }
        return null;
    }

    private static string? NameConstraints(LintSubject subject)
    {
        var constraints = subject.Certificate.NameConstraints;
        if (!constraints.IsPresent) return null;
        if (!constraints.IsCritical) return "nameConstraints is not critical";
        if (constraints.Value is not { } value) return "nameConstraints cannot be read";
        if ((value.Permitted ?? []).IsEmpty && (value.Excluded ?? []).IsEmpty) return "nameConstraints is empty";
        return value.HasDistances ? "nameConstraints has a minimum or a maximum" : null;
    }

    private static string? PolicyConstraints(LintSubject subject)
    {
        var constraints = subject.Certificate.PolicyConstraints;
        if (!constraints.IsPresent) return null;
        if (!constraints.IsCritical) return "policyConstraints is not critical";
        return constraints.Value is { RequireExplicitPolicy: null, InhibitPolicyMapping: null }
            ? "policyConstraints is empty"
            : null;
    }

    private static string? IssuerBytes(LintSubject subject)
    {
        foreach (var issuer in subject.Issuers)
        {
            if (!issuer.Subject.Raw.Span.SequenceEqual(subject.Certificate.Issuer.Raw.Span))
                return $"the issuer is encoded otherwise than the issuer's subject ({issuer.Fingerprint.Short}): "
                    + issuer.Subject.DescribeByteDifference(subject.Certificate.Issuer);
        }
        return null;
    }

    // An issuer may have certificates with different identifiers; one that fits is enough.
    private static string? IssuerKeyIdentifier(LintSubject subject)
    {
        var claimed = subject.Certificate.AuthorityKeyIdentifier;
        var carried = subject.Issuers.Where(issuer => !issuer.SubjectKeyIdentifier.IsEmpty).ToList();
        return claimed.IsEmpty || carried.Count == 0
            || carried.Any(issuer => issuer.SubjectKeyIdentifier.Span.SequenceEqual(claimed.Span))
                ? null
                : "the authority key identifier is not the issuer's subject key identifier";
    }

    private static string? IssuerPathLength(LintSubject subject)
    {
        if (subject.Certificate.IsSelfIssued || subject.Issuers.Count == 0) return null;
        return subject.Issuers.All(issuer => issuer.PathLength == 0)
            ? "the issuer's path length is 0: no CA may follow"
            : null;
    }

    private static string? SiblingKeyIdentifier(LintSubject subject)
    {
        var own = subject.Certificate.SubjectKeyIdentifier;
        if (own.IsEmpty) return null;
        var other = subject.Siblings.FirstOrDefault(sibling =>
            !sibling.SubjectKeyIdentifier.IsEmpty && !sibling.SubjectKeyIdentifier.Span.SequenceEqual(own.Span));
        return other is null
            ? null
            : $"another certificate of the same name and key ({other.Fingerprint.Short}) has another subject key "
                + $"identifier";
    }

    private static string? SiblingName(LintSubject subject)
    {
        var own = subject.Certificate.Subject;
        var other = subject.Siblings.FirstOrDefault(sibling => !sibling.Subject.Raw.Span.SequenceEqual(own.Raw.Span));
        return other is null ? null
            : $"another certificate of the same name and key ({other.Fingerprint.Short}) encodes the subject "
                + $"otherwise: "
                + other.Subject.DescribeByteDifference(own);
    }
}
