using System.Collections.Immutable;
using System.Globalization;
using Crosspath.X509;

namespace Crosspath.Authority.Linting.Rules;

/// <summary>What experience with cross-signs teaches where no programme's rules hold: that it is bounded, can be
/// revoked, fits its siblings, and ends in time.</summary>
internal static class PrivateRules
{
    private const int LongestYears = 10;

    public static ImmutableArray<LintRule> All { get; } =
    [
        Rule("private-bounded", "Bounds", LintScope.CrossCertificate,
            "Names, path length or purposes bound what the cross-sign makes trusted.",
            subject => subject.Certificate is { PathLength: null, NameConstraints.IsPresent: false,
                ExtendedKeyUsage.IsPresent: false }
                ? "nothing bounds it: neither name constraints, nor a path length, nor extended key usage" : null)
            with { Severity = Severity.Warning },
        Rule("private-constraints-critical", "Bounds", LintScope.Ca,
            "Name constraints are critical: verifiers that do not know them must refuse.",
            subject => subject.Certificate.NameConstraints is { IsPresent: true, IsCritical: false }
                ? "nameConstraints is not critical" : null),
        Rule("private-revocable", "Revocation", LintScope.IssuedCa,
            "A revocation list or an OCSP service can tell that it was revoked.",
            subject => subject.Certificate.CrlDistributionPoints.IsPresent
                || (subject.Certificate.AuthorityInformationAccess.Value?.Descriptions ?? []).Any(
                    place => place.Method == AccessDescriptions.Ocsp)
                    ? null : "there is no address of revocation lists or OCSP: nobody will notice a revocation")
            with { Severity = Severity.Warning },
        Rule("private-key-id", "Siblings", LintScope.CrossCertificate,
            "The subject key identifier is that of the CA's other certificates.",
            subject => subject.Siblings.Any(
                sibling => !sibling.SubjectKeyIdentifier.Span.SequenceEqual(
                    subject.Certificate.SubjectKeyIdentifier.Span))
                ? "the subject key identifier differs from that of another certificate of the CA" : null),
        Rule("private-subject-bytes", "Siblings", LintScope.CrossCertificate,
            "The subject's bytes are those of the CA's other certificates: some verifiers compare bytes.",
            subject => subject.Siblings.Any(
                sibling => !sibling.Subject.Raw.Span.SequenceEqual(subject.Certificate.Subject.Raw.Span))
                ? "the subject's bytes differ from those of another certificate of the CA" : null),
        Rule("private-sibling-revoked", "Revocation", LintScope.IssuedCa,
            "No other certificate of the CA is revoked, by a list at hand, while this one is not: a revocation that "
                + "misses a sibling.",
            SiblingRevoked) with { Severity = Severity.Warning },
        Rule("private-outlives-issuer", "Dates", LintScope.IssuedCa, "It does not outlive its issuer.",
            subject => Later(subject, subject.Issuers, "issuer")) with { Severity = Severity.Warning },
        Rule("private-outlives-subject", "Dates", LintScope.CrossCertificate,
            "It does not outlive the CA's own root certificate.",
            subject => Later(subject, subject.Roots, "CA's own certificate")) with { Severity = Severity.Warning },
        Rule("private-long", "Dates", LintScope.CrossCertificate, "It is valid for at most ten years.",
            subject => CaExtensions.IsValidForMoreThan(LongestYears, subject.Certificate)
                ? "it is valid for more than ten years" : null) with { Severity = Severity.Warning },
        Rule("private-key", "Strength", LintScope.Ca,
            "The key is RSA of 2048 bits or more, on a NIST curve, EdDSA or ML-DSA.",
            subject => CaExtensions.KeyType(subject.Certificate, "EC-P-256", "EC-P-384", "EC-P-521", "Ed25519", "Ed448",
                "ML-DSA-44", "ML-DSA-65", "ML-DSA-87")),
        Rule("private-hash", "Strength", LintScope.IssuedCa, "The signature's hash is not a broken one.",
            subject => CaExtensions.OldHash(subject.Certificate)),
        Rule("private-siblings-known", "Siblings", LintScope.Subordinate,
            "The CA's other certificates are at hand, so that they can be compared.",
            subject => subject.Certificate.IsSelfIssued || subject.IsUnsigned ? null
                : "no other certificate of the CA is at hand: what cross-certificates must keep was not judged "
                    + "(--siblings)")
            with { Severity = Severity.Info },
    ];

    private static LintRule Rule(
        string id, string section, LintScope scope, string summary, Func<LintSubject, string?> check) =>
        new(id, new Citation("Crosspath's good practice", section, "1"), check)
        {
            Summary = summary,
            Scope = scope,
            From = DateTimeOffset.MinValue,
        };

    // The holder of the key loses nothing by it.
    private static string? SiblingRevoked(LintSubject subject)
    {
        if (subject.RevocationOf(subject.Certificate) is not null) return null;
        foreach (var sibling in subject.Siblings)
        {
            if (subject.RevocationOf(sibling) is { } reason)
                return $"{sibling.Fingerprint.Short}, of the same name and key, is revoked ({reason}); this one is not";
        }
        return null;
    }

    private static string? Later(LintSubject subject, IReadOnlyList<Certificate> others, string what)
    {
        if (others.Count == 0) return null;
        var last = others.Max(other => other.NotAfter);
        return subject.Certificate.NotAfter <= last ? null
            : $"it is valid beyond the {what}, which ends on "
                + $"{last.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
    }
}
