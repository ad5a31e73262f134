using System.Collections.Immutable;

namespace Crosspath.Authority.Linting.Rules;

/// <summary>The Mozilla Root Store policy.</summary>
internal static class MozillaRules
{
    private static readonly DateTimeOffset Intermediates = new(2019, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset DedicatedRoots = new(2025, 3, 15, 0, 0, 0, TimeSpan.Zero);

    public static ImmutableArray<LintRule> All { get; } =
    [
        Rule("mozilla-key", "5.1", LintScope.Ca,
            "The key is RSA of 2048 bits or more in whole octets, or on P-256 or P-384.",
            subject => CaExtensions.KeyType(subject.Certificate, "EC-P-256", "EC-P-384")) with
        {
            Citation = new("Mozilla Root Store Policy", "5.1", "2.7"),
            From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero),
        },
        Rule("mozilla-sha1", "5.1.3", LintScope.IssuedCa, "Intermediate certificates are not signed with SHA-1.",
            subject => CaExtensions.OldHash(subject.Certificate)) with
        {
            Citation = new("Mozilla Root Store Policy", "5.1.3", "2.8"),
            From = new(2023, 7, 1, 0, 0, 0, TimeSpan.Zero),
        },
        Rule("mozilla-der", "5.2", LintScope.All, "There are no encoding errors.",
            subject => subject.Certificate.Findings is [var first, ..] ? first.Message : null) with
        {
            Citation = new("Mozilla Root Store Policy", "5.2", "2.5"),
            From = new(2017, 6, 23, 0, 0, 0, TimeSpan.Zero),
        },
        Rule("mozilla-serial-unique", "5.2", LintScope.All,
            "No other certificate of the issuer has the same serial number.",
            subject => subject.SameSerial.FirstOrDefault() is { } other
                ? $"{other.Fingerprint.Short} has the same issuer and serial number" : null) with
        {
            Citation = new("Mozilla Root Store Policy", "5.2", "2.5"),
            From = new(2017, 6, 23, 0, 0, 0, TimeSpan.Zero),
        },
        Rule("mozilla-purposes", "5.3", LintScope.IssuedCa,
            "An intermediate certificate has extended key usage, unless it is a cross-certificate for a root's key.",
            subject => subject.Roots.Count == 0 && !subject.Certificate.ExtendedKeyUsage.IsPresent
                ? "there is no extKeyUsage" : null),
        Rule("mozilla-purposes-mixed", "5.3", LintScope.IssuedCa,
            "Its extended key usage has neither any, nor serverAuth beside emailProtection; with the same exception.",
                Mixed),
        Rule("mozilla-disclosed", "5.3.2", LintScope.IssuedCa,
            "The certificate is in the CA database (judged with a list of what is).",
            subject => subject.IsDisclosed == false
                ? "the certificate is not in the list of disclosed certificates"
                : null) with
        {
            Citation = new("Mozilla Root Store Policy", "5.3.2", "2.5"),
            From = new(2017, 6, 23, 0, 0, 0, TimeSpan.Zero),
        },
        Rule("mozilla-tls-hierarchy", "7.5.1", LintScope.IssuedCa,
            "Below a root that is new since 15 March 2025, a CA that is for TLS has serverAuth, and at most "
                + "clientAuth besides.", TlsHierarchy) with
        {
            Citation = new("Mozilla Root Store Policy", "7.5.1", "3.0"),
            From = DedicatedRoots,
        },
    ];

    private static LintRule Rule(
        string id, string section, LintScope scope, string summary, Func<LintSubject, string?> check) =>
        new(id, new Citation("Mozilla Root Store Policy", section, "2.6.1"), check)
        {
            Summary = summary,
            Scope = scope,
            From = Intermediates,
        };

    private static string? Mixed(LintSubject subject)
    {
        if (subject.Roots.Count > 0 || Purposes.Of(subject.Certificate) is not { } purposes) return null;
        return purposes.Has(Purposes.Any) || (purposes.Has(Purposes.Server) && purposes.Has(Purposes.Email))
            ? $"extKeyUsage mixes purposes: {purposes}"
            : null;
    }

    // When a root was added no certificate says; one that began later was added later.
    private static string? TlsHierarchy(LintSubject subject)
    {
        if (!subject.Issuers.Any(issuer => issuer.HasSameNameBytes && issuer.NotBefore >= DedicatedRoots)) return null;
        if (Purposes.Of(subject.Certificate) is not { } purposes)
            return "there is no extKeyUsage below a root that is new since March 2025";
        return purposes.Has(Purposes.Server) && !purposes.Are(Purposes.Server)
            && !purposes.Are(Purposes.Server, Purposes.Client)
            ? $"extKeyUsage is not for TLS alone: {purposes}"
            : null;
    }
}
