using System.Collections.Immutable;
using Crosspath.X509;
using Crosspath.X509.Der;

namespace Crosspath.Answers;

/// <summary>What <c>crosspath inspect</c> tells of a certificate's extensions, as texts.</summary>
internal static class InspectionFacts
{
    public static IEnumerable<string> KeyUsages(Certificate certificate) =>
        KeyUsageNames.Of(certificate.KeyUsage ?? X509.KeyUsages.None);

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

    /// <summary>What extensions say that no other question here is about: vendors', and those that nobody knows.</summary>
    public static IEnumerable<string> Vendor(Certificate certificate)
    {
        foreach (var extension in certificate.Extensions.ToArray())
        {
            if (ToldElsewhere.Contains(extension.Oid.ToString())) continue;
            var text = string.Join(' ', ExtensionText.Describe(extension));
            yield return text.Length > 0 ? $"{NameOf(extension.Oid)}: {text}" : NameOf(extension.Oid);
        }
    }

    private static readonly HashSet<string> ToldElsewhere =
    [
        "2.5.29.14", "2.5.29.15", "2.5.29.17", "2.5.29.19", "2.5.29.30", "2.5.29.31", "2.5.29.32", "2.5.29.35", "2.5.29.37",
        "1.3.6.1.5.5.7.1.1", "1.3.6.1.4.1.11129.2.4.2",
    ];

    private static ImmutableArray<GeneralName> Names(Certificate certificate) =>
        certificate.SubjectAlternativeName.Value?.Names ?? [];

    private static IEnumerable<string> Locations(Certificate certificate, ObjectIdentifier method) =>
        (certificate.AuthorityInformationAccess.Value?.Descriptions ?? [])
            .Where(place => place.Method == method && place.Location.Kind == GeneralNameKind.Uri)
            .Select(place => place.Location.Text);

    private static string NameOf(ObjectIdentifier oid) => ObjectIdentifierNames.Of(oid);
}
