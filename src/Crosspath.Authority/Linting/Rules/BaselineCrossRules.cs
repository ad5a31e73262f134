using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Authority.Linting.Rules;

/// <summary>The Baseline Requirements' profile of cross-certified subordinate CAs, 7.1.2.2: what can be judged only
/// with the existing certificates of the same CA at hand.</summary>
internal static class BaselineCrossRules
{
    public static ImmutableArray<LintRule> All { get; } =
    [
        BaselineRules.Rule("br-cross-subject", "7.1.2.2.2", LintScope.CrossCertificate,
            "The subject is byte for byte that of the existing CA certificate.", SubjectBytes),
        BaselineRules.Rule("br-cross-not-before", "7.1.2.2.1", LintScope.CrossCertificate,
            "It begins neither more than a day before it is signed nor, if that is earlier, before the existing "
                + "certificates (judged by sign).",
            NotBefore),
        BaselineRules.Rule("br-cross-purposes", "7.1.2.2.5", LintScope.CrossCertificate,
            "Extended key usage has no purpose that may not stand beside serverAuth, and never any beside others.",
                Mixed),
        BaselineRules.Rule("br-cross-purposes-foreign", "7.1.2.2.3", LintScope.CrossCertificate,
            "A cross-certificate for another organization has extended key usage without any. Affiliates are "
                + "excepted, which no certificate shows.",
            Foreign),
        BaselineRules.Rule("br-cross-purposes-own", "7.1.2.2.4", LintScope.CrossCertificate,
            "A cross-certificate within an organization has extended key usage.", Own)
                with { Severity = Severity.Warning },
    ];

    // The first certificate of a CA carries nothing over; which that was, only the dates tell.
    private static string? SubjectBytes(LintSubject subject)
    {
        var own = subject.Certificate.Subject.Raw;
        var existing = subject.Siblings.Where(sibling => sibling.NotBefore < subject.Certificate.NotBefore).ToList();
        return existing.Count == 0 || existing.Any(sibling => sibling.Subject.Raw.Span.SequenceEqual(own.Span))
            ? null
            : "no older certificate of the CA encodes its subject in these bytes";
    }

    // When a certificate was signed it does not tell; one that is about to be signed is signed now.
    private static string? NotBefore(LintSubject subject)
    {
        if (!subject.IsUnsigned) return null;
        var earliest = subject.Siblings.Min(sibling => sibling.NotBefore);
        var dayBefore = subject.Date.AddDays(-1);
        return subject.Certificate.NotBefore >= (earliest < dayBefore ? earliest : dayBefore)
            ? null
            : "it would begin before the existing certificates of the CA, and more than a day before it is signed";
    }

    private static string? Mixed(LintSubject subject)
    {
        if (Purposes.Of(subject.Certificate) is not { } purposes) return null;
        return purposes.Are(Purposes.Any) ? null : BaselineRules.MixedPurposes(purposes);
    }

    private static string? Foreign(LintSubject subject)
    {
        if (IsOneOrganization(subject.Certificate)) return null;
        return Purposes.Of(subject.Certificate) switch
        {
            null => "there is no extKeyUsage, and the subject's organization is not the issuer's",
            var purposes when purposes.Has(Purposes.Any) =>
                "extKeyUsage has anyExtendedKeyUsage, and the subject's organization is not the issuer's",
            _ => null,
        };
    }

    private static string? Own(LintSubject subject) =>
        IsOneOrganization(subject.Certificate) && Purposes.Of(subject.Certificate) is null
            ? "there is no extKeyUsage"
            : null;

    private static bool IsOneOrganization(Certificate certificate) =>
        certificate.Issuer.Values(NameAttribute.Organization).ToHashSet(StringComparer.OrdinalIgnoreCase)
            .SetEquals(certificate.Subject.Values(NameAttribute.Organization));
}
