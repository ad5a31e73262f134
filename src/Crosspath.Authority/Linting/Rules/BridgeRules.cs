using System.Collections.Immutable;
using Crosspath.X509;
using Crosspath.X509.Der;

namespace Crosspath.Authority.Linting.Rules;

/// <summary>
/// Cross-certificates of a bridge, after the profile of the US Federal PKI: trust goes through policies, and through
/// certificates that relying parties find by their addresses. That profile allows policyConstraints and
/// inhibitAnyPolicy that are not critical, against RFC 5280; choose that pack beside this one to insist.</summary>
internal static class BridgeRules
{
    private const string CaRepository = "1.3.6.1.5.5.7.48.5";

    private static readonly DateTimeOffset First = new(2005, 10, 12, 0, 0, 0, TimeSpan.Zero);

    public static ImmutableArray<LintRule> All { get; } =
    [
        Rule("bridge-policies", "Cross-Certificate: certificatePolicies",
            "Policies are asserted, and anyPolicy is not among them.", Policies),
        Rule("bridge-mappings", "Cross-Certificate: policyMappings",
            "Every policy that is mapped is asserted, and mapped neither to nor from anyPolicy.", Mappings),
        Rule("bridge-inhibit-any", "Cross-Certificate: inhibitAnyPolicy",
            "anyPolicy is inhibited: beyond a bridge it means nothing.",
            subject => subject.Certificate.FindExtension(ExtensionOids.InhibitAnyPolicy) is null
                ? "there is no inhibitAnyPolicy"
                : null)
            with { Severity = Severity.Warning },
        Rule("bridge-explicit-policy", "Cross-Certificate: policyConstraints", "An explicit policy is required.",
            subject => subject.Certificate.PolicyConstraints.Value?.RequireExplicitPolicy is null
                ? "no explicit policy is required"
                : null)
            with { Severity = Severity.Warning },
        Rule("bridge-bounded", "Cross-Certificate: nameConstraints",
            "Names or path length are bounded, so that a bridge does not become transitive trust.",
            subject => subject.Certificate is { PathLength: null, NameConstraints.IsPresent: false }
                ? "there are neither name constraints nor a path length" : null) with { Severity = Severity.Warning },
        Rule("bridge-basic-constraints", "Cross-Certificate: basicConstraints",
            "basicConstraints is there and critical.", CaExtensions.BasicConstraints),
        Rule("bridge-key-usage", "Cross-Certificate: keyUsage", "keyUsage is critical, with keyCertSign and cRLSign.",
            CaExtensions.KeyUsage),
        Rule("bridge-key-ids", "Cross-Certificate: key identifiers",
            "Both key identifiers are there, the issuer's by key identifier.",
            subject => subject.Certificate.SubjectKeyIdentifier.IsEmpty ? "there is no subjectKeyIdentifier"
                : subject.Certificate.AuthorityKeyIdentifier.IsEmpty ? "authorityKeyIdentifier has no keyIdentifier"
                    : null),
        Rule("bridge-ca-issuers", "Cross-Certificate: authorityInfoAccess",
            "The issuer's certificates are at an HTTP address, so that a path can be found.",
            subject => CaExtensions.CaIssuers(subject.Certificate).Any(CaExtensions.IsHttp) ? null
                : "authorityInfoAccess has no HTTP address of the issuer's certificates"),
        Rule("bridge-ca-repository", "Cross-Certificate: subjectInfoAccess",
            "The certificates that the subject issued are at an address.", Repository)
                with { Severity = Severity.Warning },
        Rule("bridge-crl", "Cross-Certificate: cRLDistributionPoints", "Revocation lists are at an HTTP address.",
            subject => (subject.Certificate.CrlDistributionPoints.Value?.Points ?? [])
                .SelectMany(point => point.Name?.FullNames ?? []).Any(CaExtensions.IsHttp) ? null
                    : "cRLDistributionPoints has no HTTP address"),
    ];

    private static LintRule Rule(string id, string section, string summary, Func<LintSubject, string?> check) =>
        new(id, new Citation("FPKI X.509 Certificate and CRL Extensions Profile", section, "1.0"), check)
        {
            Summary = summary,
            Scope = LintScope.IssuedCa,
            From = First,
        };

    private static string? Policies(LintSubject subject) => subject.Certificate.CertificatePolicies.Value switch
    {
        null => "there is no certificatePolicies, or it cannot be read",
        { Policies: var policies } when policies.Contains(CertificatePolicies.AnyPolicy) =>
            "certificatePolicies has anyPolicy",
        _ => null,
    };

    private static string? Mappings(LintSubject subject)
    {
        foreach (var (issuer, mapped) in subject.Certificate.PolicyMappings.Value?.Mappings ?? [])
        {
            if (issuer == CertificatePolicies.AnyPolicy || mapped == CertificatePolicies.AnyPolicy)
                return "a policy is mapped to or from anyPolicy";
            if (!CaExtensions.HasPolicy(subject.Certificate, issuer))
                return $"the policy {issuer} is mapped, but not asserted";
        }
        return null;
    }

    private static string? Repository(LintSubject subject)
    {
        var extension = subject.Certificate.FindExtension(ExtensionOids.SubjectInformationAccess);
        var places = extension is { } found ? AccessDescriptions.Read(found.Value)?.Descriptions ?? [] : [];
        return places.Any(place => place.Method == ObjectIdentifier.Parse(CaRepository))
            ? null
            : "subjectInfoAccess has no caRepository";
    }
}
