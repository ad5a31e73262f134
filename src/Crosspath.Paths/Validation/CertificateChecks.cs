using System.Collections.Immutable;
using Crosspath.X509;
using Crosspath.X509.Der;

namespace Crosspath.Paths.Validation;

/// <summary>
/// What can be said of a certificate in its role on a path without knowing the path: RFC 5280 sections 6.1.3 (a)(2),
/// 6.1.4 (k), (n), (o) and 6.1.5 (f), and the extended key usage that every client checks down the chain.
/// </summary>
internal sealed class CertificateChecks(PathQuery query)
{
    private static readonly ObjectIdentifier AnyExtendedKeyUsage = ObjectIdentifier.Parse("2.5.29.37.0");

    // Server Gated Cryptography: what CAs of the nineties carried in the place of serverAuth. OpenSSL and NSS let it
    // stand for serverAuth, and so do we, in CA certificates.
    private static readonly ObjectIdentifier[] ServerGatedCryptography =
        [ObjectIdentifier.Parse("2.16.840.1.113730.4.1"), ObjectIdentifier.Parse("1.3.6.1.4.1.311.10.3.3")];

    /// <summary>Everything found; empty when nothing is wrong.</summary>
    public ImmutableArray<Finding> Check(Certificate certificate, CertificateRole role)
    {
        var found = ImmutableArray.CreateBuilder<Finding>();
        found.AddRange(certificate.Findings);
        CheckTime(certificate, found);
        CheckCriticalExtensions(certificate, found);
        if (role != CertificateRole.Target) CheckIssuer(certificate, role, found);
        CheckPurpose(certificate, role, found);
        if (query.Profile != RuleProfile.PathValidation) found.AddRange(IssuanceRules.Check(certificate, role, query.Profile));
        return found.DrainToImmutable();
    }

    // RFC 5280 section 6.1.3 (a)(2); the last second counts (section 4.1.2.5).
    private void CheckTime(Certificate certificate, ImmutableArray<Finding>.Builder found)
    {
        if (query.IgnoresTime || certificate.Flaws.HasFlag(CertificateFlaws.UnreadableDate)) return;
        if (query.At < certificate.NotBefore)
            found.Add(Error("not-yet-valid", certificate, $"is not valid before {certificate.NotBefore:u}"));
        if (certificate.NotAfter < query.At)
            found.Add(Error("expired", certificate, $"expired on {certificate.NotAfter:u}"));
    }

    // Sections 6.1.4 (o) and 6.1.5 (f).
    private static void CheckCriticalExtensions(Certificate certificate, ImmutableArray<Finding>.Builder found)
    {
        foreach (var extension in certificate.Extensions)
        {
            if (KnownExtensions.IsMalformed(extension))
                found.Add(Error("malformed-extension", certificate, $"has an unreadable extension {extension.Oid}"));
            if (!extension.IsCritical || KnownExtensions.IsProcessed(extension.Oid)) continue;
            found.Add(extension.Oid.Content.SequenceEqual(ExtensionOids.PrecertificatePoison)
                ? Error("precertificate", certificate, "is a precertificate (RFC 6962), made not to be trusted")
                : Error("unknown-critical-extension", certificate,
                    $"has a critical extension that nobody here understands: {extension.Oid}"));
        }
    }

    // Section 6.1.4 (k) and (n). An anchor of version 1 has no extensions that could say so.
    private static void CheckIssuer(Certificate certificate, CertificateRole role, ImmutableArray<Finding>.Builder found)
    {
        if (certificate.IsCa == false)
            found.Add(Error("not-a-ca", certificate, "issued a certificate but is marked as no CA"));
        else if (certificate.IsCa is null && role == CertificateRole.Intermediate)
            found.Add(Error("not-a-ca", certificate, "issued a certificate but has no basic constraints that make it a CA"));
        if (certificate.KeyUsage is { } usage && !usage.HasFlag(KeyUsages.KeyCertSign))
            found.Add(Error("no-cert-sign", certificate, "issued a certificate but its key usage does not allow that"));
    }

    // Section 4.2.1.12 says what the extension means for a target; that it binds what lies below a CA is the Baseline
    // Requirements' (7.1.2.10.6) and every client's reading.
    private void CheckPurpose(Certificate certificate, CertificateRole role, ImmutableArray<Finding>.Builder found)
    {
        if (query.Purpose.Oid is not { } purpose) return;
        var extended = certificate.ExtendedKeyUsage;
        var isCa = role != CertificateRole.Target || certificate.IsCa == true;
        if (extended.Value is { } usage && !Allows(usage, purpose, isCa))
            found.Add(Error("purpose-not-allowed", certificate, $"does not allow {query.Purpose} (extended key usage)"));
        // A CA certificate in question is judged as the CA it is, not as the server that it is not.
        if (!isCa && certificate.KeyUsage is { } keyUsage && (keyUsage & query.Purpose.Usages) == 0)
            found.Add(Error("key-usage-not-allowed", certificate, $"has a key usage without any that {query.Purpose} needs"));
    }

    private bool Allows(ExtendedKeyUsage usage, ObjectIdentifier purpose, bool isCa)
    {
        foreach (var allowed in usage.Purposes)
        {
            if (allowed == purpose || allowed == AnyExtendedKeyUsage) return true;
            if (isCa && query.Purpose == Purpose.ServerAuth && ServerGatedCryptography.Contains(allowed)) return true;
        }
        return false;
    }

    private static Finding Error(string code, Certificate certificate, string what) =>
        new(code, Severity.Error, certificate.Fingerprint, $"{certificate.Subject.FriendlyText} {what}");
}
