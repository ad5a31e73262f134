using Crosspath.X509;
using Crosspath.X509.Der;

namespace Crosspath.Authority.Linting.Rules;

/// <summary>Questions about a CA certificate's extensions that several packs ask. Each answers what is wrong, or
/// null.</summary>
internal static class CaExtensions
{
    private const string Http = "http://";

    /// <summary>Present, and marked as the profile wants.</summary>
    public static string? Presence(Certificate certificate, ReadOnlySpan<byte> oid, bool isCritical, string name) =>
        certificate.FindExtension(oid) switch
        {
            null => $"there is no {name}",
            { IsCritical: var mark } when mark != isCritical => $"{name} is {(mark ? "critical" : "not critical")}",
            _ => null,
        };

    /// <summary>basicConstraints, critical, of a CA.</summary>
    public static string? BasicConstraints(LintSubject subject) =>
        Presence(subject.Certificate, ExtensionOids.BasicConstraints, isCritical: true, "basicConstraints");

    /// <summary>keyUsage with keyCertSign and cRLSign, and none of the usages that no CA has.</summary>
    public static string? KeyUsage(LintSubject subject)
    {
        const KeyUsages Needed = KeyUsages.KeyCertSign | KeyUsages.CrlSign;
        const KeyUsages Allowed = Needed | KeyUsages.DigitalSignature;
        if (Presence(subject.Certificate, ExtensionOids.KeyUsage, isCritical: true, "keyUsage") is { } problem)
            return problem;
        var usage = subject.Certificate.KeyUsage ?? KeyUsages.None;
        if ((usage & Needed) != Needed) return "keyUsage lacks keyCertSign or cRLSign";
        return (usage & ~Allowed) == 0 ? null : $"keyUsage has {string.Join(", ", KeyUsageNames.Of(usage & ~Allowed))}";
    }

    /// <summary>The key identifier alone, without the issuer's issuer and serial number.</summary>
    public static string? AuthorityKeyIdentifier(LintSubject subject)
    {
        var certificate = subject.Certificate;
        if (Presence(certificate, ExtensionOids.AuthorityKeyIdentifier, isCritical: false, "authorityKeyIdentifier")
            is { } problem) return problem;
        var key = certificate.AuthorityKey.Value;
        if (key is null || key.KeyIdentifier.IsEmpty) return "authorityKeyIdentifier has no keyIdentifier";
        return key.IssuerNames.IsEmpty && key.SerialNumber.IsEmpty
            ? null
            : "authorityKeyIdentifier names the issuer's issuer and serial number, which another certificate of the "
                + "issuer does not have";
    }

    /// <summary>Revocation lists at HTTP addresses, complete and by the issuer itself.</summary>
    public static string? RevocationPoints(LintSubject subject)
    {
        var points = subject.Certificate.CrlDistributionPoints;
        if (!points.IsPresent) return "there is no cRLDistributionPoints";
        if (points.IsCritical) return "cRLDistributionPoints is critical";
        if (points.Value is not { Points: [_, ..] list }) return "cRLDistributionPoints is empty or cannot be read";
        foreach (var point in list)
        {
            if (point.Reasons is not null || !point.CrlIssuer.IsEmpty)
                return "a distribution point has reasons or a cRLIssuer";
            if (point.Name is not { FullNames: [_, ..] names }) return "a distribution point has no full name";
            if (names.Any(name => !IsHttp(name))) return "a distribution point is no HTTP address";
        }
        return null;
    }

    /// <summary>OCSP and caIssuers at HTTP addresses, and nothing else; right when absent.</summary>
    public static string? InformationAccess(LintSubject subject)
    {
        var access = subject.Certificate.AuthorityInformationAccess;
        if (!access.IsPresent) return null;
        if (access.IsCritical) return "authorityInfoAccess is critical";
        if (access.Value is not { Descriptions: [_, ..] places })
            return "authorityInfoAccess is empty or cannot be read";
        foreach (var place in places)
        {
            if (place.Method != AccessDescriptions.Ocsp && place.Method != AccessDescriptions.CaIssuers)
                return $"authorityInfoAccess has the method {place.Method}";
            if (!IsHttp(place.Location)) return "authorityInfoAccess has a place that is no HTTP address";
        }
        return null;
    }

    /// <summary>The addresses of the issuer's certificates.</summary>
    public static IEnumerable<GeneralName> CaIssuers(Certificate certificate) =>
        (certificate.AuthorityInformationAccess.Value?.Descriptions ?? [])
            .Where(place => place.Method == AccessDescriptions.CaIssuers).Select(place => place.Location);

    public static bool HasPolicy(Certificate certificate, ObjectIdentifier policy) =>
        certificate.CertificatePolicies.Value?.Policies.Contains(policy) == true;

    /// <summary>A hash that nobody should sign with any more.</summary>
    public static string? OldHash(Certificate certificate)
    {
        var name = SignatureAlgorithms.NameOf(certificate.SignatureAlgorithm.Span);
        string[] old = ["md2", "md4", "md5", "sha1", "SHA1", "shaWith", "ripemd"];
        return old.Any(part => name.Contains(part, StringComparison.Ordinal)) ? $"it is signed with {name}" : null;
    }

    /// <summary>RSA of 2048 bits or more in whole octets, or one of some curves.</summary>
    public static string? KeyType(Certificate certificate, params ReadOnlySpan<string> curves)
    {
        var type = PublicKey.DescribeKeyType(certificate.PublicKeyInfo.Span);
        if (curves.Contains(type)) return null;
        var isGoodRsa = type.StartsWith("RSA-", StringComparison.Ordinal) && int.TryParse(type.AsSpan(4), out var bits)
            && bits >= 2048 && bits % 8 == 0;
        return isGoodRsa ? null : $"the key is of the type {type}";
    }

    /// <summary>Whether a certificate is valid for longer; dates at the end of time are no reason to fail.</summary>
    public static bool IsValidForMoreThan(int years, Certificate certificate) =>
        certificate.NotAfter > YearsLater(certificate.NotBefore, years);

    /// <summary>Some years later, or the end of time.</summary>
    public static DateTimeOffset YearsLater(DateTimeOffset date, int years) =>
        date.Year > DateTimeOffset.MaxValue.Year - years ? DateTimeOffset.MaxValue : date.AddYears(years);

    public static bool IsHttp(GeneralName name) =>
        name.Kind == GeneralNameKind.Uri && name.Text.StartsWith(Http, StringComparison.OrdinalIgnoreCase);
}
