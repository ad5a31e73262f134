using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Answers;

/// <summary>What the caIssuers locations of certificates give, without a network: a location holds the issuers, among
/// the files given, of the certificate that names it.</summary>
internal static class IssuerLocations
{
    /// <summary>By location.</summary>
    /// <param name="certificates">Those that name locations.</param>
    /// <param name="fetched">What may lie there.</param>
    public static ImmutableDictionary<string, ImmutableArray<Certificate>> Of(
        IReadOnlyList<Certificate> certificates, IReadOnlyList<Certificate> fetched)
    {
        var found = ImmutableDictionary.CreateBuilder<string, ImmutableArray<Certificate>>();
        if (fetched.Count == 0) return found.ToImmutable();
        foreach (var certificate in certificates)
        {
            foreach (var access in certificate.AuthorityInformationAccess.Value?.Descriptions ?? [])
            {
                if (access.Method != AccessDescriptions.CaIssuers) continue;
                found[access.Location.Text] = [.. fetched.Where(issuer => issuer.Subject == certificate.Issuer)];
            }
        }
        return found.ToImmutable();
    }
}
