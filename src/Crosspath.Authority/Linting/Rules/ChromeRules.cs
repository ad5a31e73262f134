using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Authority.Linting.Rules;

/// <summary>The Chrome Root Program policy: hierarchies dedicated to TLS servers, and the age of keys.</summary>
internal static class ChromeRules
{
    private const int OldestKeyYears = 15;

    private static readonly DateTimeOffset Dedicated = new(2025, 2, 15, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset ServersAlone = new(2026, 6, 15, 0, 0, 0, TimeSpan.Zero);

    public static ImmutableArray<LintRule> All { get; } =
    [
        Rule("chrome-purposes-tls", "1.3.2", LintScope.IssuedCa,
            "A CA below a root has extended key usage with serverAuth, and at most clientAuth besides.",
            subject => Purposes.Of(subject.Certificate) switch
            {
                null => "there is no extKeyUsage",
                var purposes when purposes.Are(Purposes.Server) || purposes.Are(Purposes.Server, Purposes.Client) =>
                    null,
                var purposes => $"extKeyUsage is not for TLS alone: {purposes}",
            }) with { Until = ServersAlone },
        Rule("chrome-purposes-server", "1.3.2", LintScope.IssuedCa,
            "A CA below a root has extended key usage with serverAuth alone.",
            subject => Purposes.Of(subject.Certificate) switch
            {
                null => "there is no extKeyUsage",
                var purposes when purposes.Are(Purposes.Server) => null,
                var purposes => $"extKeyUsage is not for TLS servers alone: {purposes}",
            }) with { From = ServersAlone },
        Rule("chrome-key-purposes", "1.3.2", LintScope.IssuedCa,
            "No other certificate of the same key that is valid then, and not known to be revoked, asserts other "
                + "purposes.", KeyPurposes),
        Rule("chrome-validity", "1.3.1.3", LintScope.IssuedCa, "A CA below a root is valid for at most three years.",
            subject => CaExtensions.IsValidForMoreThan(3, subject.Certificate)
                ? "it is valid for more than three years"
                : null) with
        {
            Citation = new("Chrome Root Program Policy", "1.3.1.3", "1.8"),
            From = new(2026, 2, 5, 0, 0, 0, TimeSpan.Zero),
            Severity = Severity.Warning,
        },
        Rule("chrome-key-age", "1.3.1.2", LintScope.Ca,
            "A root's key, by its earliest certificate, is at most 15 years old.", KeyAge) with
        {
            Citation = new("Chrome Root Program Policy", "1.3.1.2", "1.5"),
            From = new(2024, 1, 16, 0, 0, 0, TimeSpan.Zero),
            Severity = Severity.Warning,
        },
        Rule("chrome-notification", "1.6.1", LintScope.CrossCertificate,
            "A cross-certificate for another organization is announced to the programme before it is issued.",
            subject => subject.Certificate.Issuer.Values(NameAttribute.Organization)
                .SequenceEqual(subject.Certificate.Subject.Values(NameAttribute.Organization))
                    ? null : "the subject's organization is not the issuer's: announce the certificate to the "
                        + "programme beforehand") with
        {
            Citation = new("Chrome Root Program Policy", "1.6.1", "1.1"),
            From = new(2022, 6, 1, 0, 0, 0, TimeSpan.Zero),
            Severity = Severity.Info,
        },
    ];

    private static LintRule Rule(
        string id, string section, LintScope scope, string summary, Func<LintSubject, string?> check) =>
        new(id, new Citation("Chrome Root Program Policy", section, "1.6"), check)
        {
            Summary = summary,
            Scope = scope,
            From = Dedicated,
        };

    // A certificate without purposes asserts none.
    private static string? KeyPurposes(LintSubject subject)
    {
        if (Purposes.Of(subject.Certificate) is not { } own) return null;
        var other = subject.Siblings.FirstOrDefault(sibling =>
            sibling.NotAfter >= subject.Date && Purposes.Of(sibling)?.Equal(own) == false
            && subject.RevocationOf(sibling) is null);
        return other is null
            ? null
            : $"{other.Fingerprint.Short}, of the same key, asserts other purposes: {Purposes.Of(other)}";
    }

    private static string? KeyAge(LintSubject subject)
    {
        if (subject is { IsSelfSigned: false, Roots: [] }) return null;
        var first = subject.Siblings.Append(subject.Certificate).Min(certificate => certificate.NotBefore);
        return CaExtensions.YearsLater(first, OldestKeyYears) < subject.Date
            ? FormattableString.Invariant(
                $"the key is in use since {first:yyyy-MM-dd}, for more than {OldestKeyYears} years")
            : null;
    }
}
