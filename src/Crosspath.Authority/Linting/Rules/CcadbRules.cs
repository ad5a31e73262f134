using System.Collections.Immutable;
using Crosspath.X509;
using Crosspath.X509.Der;

namespace Crosspath.Authority.Linting.Rules;

/// <summary>
/// The Common CA Database policy, section 6.3: since 15 June 2025 a cross-certificate for the key of a root whose
/// hierarchy is dedicated to one use names that use. Which hierarchies are dedicated no certificate says, and "might
/// exist" in a root is part of the rule; so every key that is in a self-signed certificate counts, and a waiver is for
/// those who know better. Three cross-signs of September 2025 without extended key usage stopped a large CA's issuance
/// for hours on 8 May 2026.
///</summary>
internal static class CcadbRules
{
    private static readonly DateTimeOffset CrossPurposes = new(2025, 6, 15, 0, 0, 0, TimeSpan.Zero);
    private static readonly ObjectIdentifier ExtendedValidation = ObjectIdentifier.Parse("2.23.140.1.1");

    // The table of section 6.3.
    private static readonly string[][] Uses =
    [
        [Purposes.Server], [Purposes.Client], [Purposes.Server, Purposes.Client],
        [Purposes.Email], [Purposes.Email, Purposes.Client], [Purposes.Code],
    ];

    public static ImmutableArray<LintRule> All { get; } =
    [
        Rule("ccadb-cross-purposes", "6.3", LintScope.CrossCertificate,
            "A cross-certificate for a root's key has the extended key usage of one use: TLS, TLS servers, TLS "
                + "clients, S/MIME (with or without clients), or code.",
            subject => subject.Roots.Count > 0 ? OneUse(subject.Certificate) : null),
        Rule("ccadb-cross-purposes-possible", "6.3", LintScope.CrossCertificate,
            "The same where no root of that key is at hand, but one might exist.",
            subject => subject.Roots.Count == 0 ? OneUse(subject.Certificate) : null)
                with { Severity = Severity.Warning },
        Rule("ccadb-cross-purposes-unknown", "6.3", LintScope.Subordinate,
            "The same, were it a cross-certificate: no other certificate of the CA is at hand to tell.",
            subject => OneUse(subject.Certificate) is { } problem
                ? $"no other certificate of the CA is at hand; if it has one: {problem}"
                : null)
            with { Severity = Severity.Info },
        Rule("ccadb-cross-purposes-differ", "6.3", LintScope.CrossCertificate,
            "Cross-certificates for one root that are valid together name the same use: a hierarchy is dedicated to "
                + "one.", Differ) with
        {
            Severity = Severity.Warning,
        },
        Rule("ccadb-cross-ev", "6.3", LintScope.CrossCertificate,
            "Where issuer and subject both have the policy of extended validation, the cross-certificate has it.",
                ExtendedValidationKept),
        Rule("ccadb-disclosed", "4", LintScope.IssuedCa,
            "The certificate is in the CA database (judged with a list of what is).",
            subject => subject.IsDisclosed == false
                ? "the certificate is not in the list of disclosed certificates"
                : null) with
        {
            Citation = new("CCADB Policy", "4", "1.0"),
            From = new(2017, 5, 23, 0, 0, 0, TimeSpan.Zero),
        },
    ];

    private static LintRule Rule(
        string id, string section, LintScope scope, string summary, Func<LintSubject, string?> check) =>
        new(id, new Citation("CCADB Policy", section, "2.0"), check)
        {
            Summary = summary,
            Scope = scope,
            From = CrossPurposes,
        };

    private static string? OneUse(Certificate certificate)
    {
        if (Purposes.Of(certificate) is not { } purposes)
            return "there is no extKeyUsage that names one use";
        return Uses.Any(use => purposes.Are(use)) ? null : $"extKeyUsage is not that of one use: {purposes}";
    }

    private static string? Differ(LintSubject subject)
    {
        if (Purposes.Of(subject.Certificate) is not { } own) return null;
        var other = subject.Siblings.FirstOrDefault(sibling => sibling.NotBefore >= CrossPurposes
            && sibling.NotAfter >= subject.Certificate.NotBefore && Purposes.Of(sibling)?.Equal(own) == false
                && subject.RevocationOf(sibling) is null);
        return other is null
            ? null
            : $"{other.Fingerprint.Short}, of the same name and key, is for {Purposes.Of(other)}; this one is for "
                + $"{own}";
    }

    private static string? ExtendedValidationKept(LintSubject subject)
    {
        var issuer = subject.Issuers.Any(other => CaExtensions.HasPolicy(other, ExtendedValidation));
        var existing = subject.Siblings.Any(other => CaExtensions.HasPolicy(other, ExtendedValidation));
        return issuer && existing && !CaExtensions.HasPolicy(subject.Certificate, ExtendedValidation)
            ? "issuer and subject have the policy 2.23.140.1.1 elsewhere, but this certificate has not"
            : null;
    }
}
