using System.Diagnostics.CodeAnalysis;
using Crosspath.X509;
using Crosspath.X509.Der;

namespace Crosspath.Fetch.Collateral;

/// <summary>The places that a certificate names, as far as they are asked over HTTP.</summary>
internal static class Locations
{
    private const int MostOfOneCertificate = 8;
    private const int LongestUrl = 2000;

    /// <summary>Where its issuers are, as written.</summary>
    public static IEnumerable<string> Issuers(Certificate certificate) =>
        Accesses(certificate, AccessDescriptions.CaIssuers);

    /// <summary>Who answers for its status.</summary>
    public static IEnumerable<string> Responders(Certificate certificate) =>
        Accesses(certificate, AccessDescriptions.Ocsp);

    /// <summary>Where the revocation lists are that cover it.</summary>
    public static IEnumerable<string> RevocationLists(Certificate certificate) => Texts(
        (certificate.CrlDistributionPoints.Value?.Points ?? [])
            .SelectMany(point => point.Name?.FullNames ?? []));

    /// <summary>Reads a location.</summary>
    public static bool TryRead(string location, [NotNullWhen(true)] out Uri? url) =>
        Uri.TryCreate(location, UriKind.Absolute, out url) && url.Scheme is "http" or "https";

    private static IEnumerable<string> Accesses(Certificate certificate, ObjectIdentifier method) => Texts(
        (certificate.AuthorityInformationAccess.Value?.Descriptions ?? [])
            .Where(access => access.Method == method)
            .Select(access => access.Location));

    private static IEnumerable<string> Texts(IEnumerable<GeneralName> names) => names
        .Where(name => name.Kind == GeneralNameKind.Uri && name.Value.Length <= LongestUrl)
        .Select(name => name.Text)
        .Where(text => TryRead(text, out _)) // others are LDAP, mostly
        .Distinct()
        .Take(MostOfOneCertificate);
}
