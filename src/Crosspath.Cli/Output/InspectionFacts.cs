using System.Collections.Immutable;
using Crosspath.X509;
using Crosspath.X509.Der;

namespace Crosspath.Cli.Output;

/// <summary>What <c>crosspath inspect</c> tells of a certificate's extensions, as texts.</summary>
internal static class InspectionFacts
{
    // In the order of RFC 5280 section 4.2.1.3, by its names.
    private static readonly (KeyUsages Usage, string Name)[] UsageNames =
    [
        (X509.KeyUsages.DigitalSignature, "digitalSignature"),
        (X509.KeyUsages.NonRepudiation, "nonRepudiation"),
        (X509.KeyUsages.KeyEncipherment, "keyEncipherment"),
        (X509.KeyUsages.DataEncipherment, "dataEncipherment"),
        (X509.KeyUsages.KeyAgreement, "keyAgreement"),
        (X509.KeyUsages.KeyCertSign, "keyCertSign"),
        (X509.KeyUsages.CrlSign, "cRLSign"),
        (X509.KeyUsages.EncipherOnly, "encipherOnly"),
        (X509.KeyUsages.DecipherOnly, "decipherOnly"),
    ];

    public static IEnumerable<string> KeyUsages(Certificate certificate) =>
        UsageNames.Where(row => certificate.KeyUsage?.HasFlag(row.Usage) == true).Select(row => row.Name);

    public static IEnumerable<string> ExtendedKeyUsages(Certificate certificate) =>
        (certificate.ExtendedKeyUsage.Value?.Purposes ?? []).Select(NameOf);

    public static IEnumerable<string> DnsNames(Certificate certificate) =>
        Names(certificate).Where(name => name.Kind == GeneralNameKind.DnsName).Select(name => name.Text);

    public static IEnumerable<string> OtherNames(Certificate certificate) =>
        Names(certificate).Where(name => name.Kind != GeneralNameKind.DnsName).Select(name => name.ToString());

    public static IEnumerable<string> IssuerLocations(Certificate certificate) =>
        Locations(certificate, AccessDescriptions.CaIssuers);

    public static IEnumerable<string> OcspLocations(Certificate certificate) =>
        Locations(certificate, AccessDescriptions.Ocsp);

    public static IEnumerable<string> RevocationLocations(Certificate certificate) =>
        (certificate.CrlDistributionPoints.Value?.Points ?? [])
            .SelectMany(point => point.Name?.FullNames ?? [])
            .Where(name => name.Kind == GeneralNameKind.Uri)
            .Select(name => name.Text);

    public static IEnumerable<string> Policies(Certificate certificate) =>
        (certificate.CertificatePolicies.Value?.Policies ?? []).Select(NameOf);

    public static IEnumerable<string> PermittedNames(Certificate certificate) =>
        (certificate.NameConstraints.Value?.Permitted ?? []).Select(name => name.ToString());

    public static IEnumerable<string> ExcludedNames(Certificate certificate) =>
        (certificate.NameConstraints.Value?.Excluded ?? []).Select(name => name.ToString());

    public static IEnumerable<string> Extensions(Certificate certificate) =>
        certificate.Extensions.ToArray().Select(extension => $"{NameOf(extension.Oid)}{(extension.IsCritical ? " (critical)" : "")}");

    /// <summary>When which transparency log took the certificate in.</summary>
    public static IEnumerable<string> Timestamps(Certificate certificate) =>
        certificate.FindExtension(ExtensionOids.SignedCertificateTimestamps) is { } extension
            ? SignedCertificateTimestamp.ReadList(extension.Value)
                .Select(stamp => $"{stamp.Timestamp:u} by log {Convert.ToHexStringLower(stamp.LogId.Span)[..16]}")
            : [];

    /// <summary>What vendors' extensions say.</summary>
    public static IEnumerable<string> Vendor(Certificate certificate)
    {
        foreach (var extension in certificate.Extensions.ToArray())
        {
            if (VendorText(extension) is { Length: > 0 } text) yield return $"{NameOf(extension.Oid)}: {text}";
        }
    }

    private static string? VendorText(Extension extension) => extension.Oid.ToString() switch
    {
        "2.16.840.1.113730.1.1" => VendorExtensions.ReadNetscapeCertificateType(extension.Value)?.ToString(),
        "2.16.840.1.113730.1.13" => VendorExtensions.ReadText(extension.Value),
        "1.3.6.1.4.1.311.20.2" or "1.3.6.1.4.1.311.21.7" => VendorExtensions.ReadMicrosoftTemplate(extension.Value)?.Template,
        "1.3.6.1.4.1.311.21.1" => VendorExtensions.ReadMicrosoftCaVersion(extension.Value) is { } version
            ? $"certificate {version.CertificateIndex}, key {version.KeyIndex}"
            : null,
        "1.3.6.1.5.5.7.1.24" => string.Join(' ', VendorExtensions.ReadTlsFeatures(extension.Value) ?? []),
        "1.2.840.113533.7.65.0" => VendorExtensions.ReadEntrustVersion(extension.Value),
        _ => null,
    };

    private static ImmutableArray<GeneralName> Names(Certificate certificate) =>
        certificate.SubjectAlternativeName.Value?.Names ?? [];

    private static IEnumerable<string> Locations(Certificate certificate, ObjectIdentifier method) =>
        (certificate.AuthorityInformationAccess.Value?.Descriptions ?? [])
            .Where(place => place.Method == method && place.Location.Kind == GeneralNameKind.Uri)
            .Select(place => place.Location.Text);

    private static string NameOf(ObjectIdentifier oid) => ObjectIdentifierNames.Of(oid);
}
