using Crosspath.Authority.Linting.Rules;
using Crosspath.X509;

namespace Crosspath.Authority.CrossSigning;

/// <summary>What an issuer cannot give, because it does not have it itself: a path through such a certificate would be
/// refused by every verifier. Asked of what will be signed, by what the issuer's certificate says.</summary>
internal static class IssuerBounds
{
    /// <summary>Why the issuer cannot sign anything now.</summary>
    public static IEnumerable<string> CheckIssuer(Certificate issuer, DateTimeOffset now)
    {
        if (issuer.IsCa != true) yield return "the issuer's certificate is not a CA's";
        if (issuer.KeyUsage?.HasFlag(KeyUsages.KeyCertSign) == false)
            yield return "the issuer's key usage does not allow it to sign certificates";
        if (issuer.NotAfter < now)
            yield return FormattableString.Invariant(
                $"the issuer's certificate expired on {issuer.NotAfter:yyyy-MM-dd}");
        if (now < issuer.NotBefore)
            yield return FormattableString.Invariant(
                $"the issuer's certificate begins on {issuer.NotBefore:yyyy-MM-dd} only");
        if (issuer.PathLength == 0) yield return "the issuer's path length is 0: no CA may follow it";
    }

    /// <summary>What of a certificate goes beyond the issuer.</summary>
    public static IEnumerable<string> Check(Certificate certificate, Certificate issuer) =>
    [
        .. Dates(certificate, issuer), .. PathLength(certificate, issuer), .. PurposesWithin(certificate, issuer),
        .. Policies(certificate, issuer), .. NameBounds.Check(certificate, issuer),
    ];

    private static IEnumerable<string> Dates(Certificate certificate, Certificate issuer)
    {
        if (certificate.NotBefore < issuer.NotBefore) yield return "it would begin before its issuer";
        if (certificate.NotAfter > issuer.NotAfter) yield return "it would end after its issuer";
        if (certificate.NotAfter <= certificate.NotBefore) yield return "it would end before it begins";
    }

    private static IEnumerable<string> PathLength(Certificate certificate, Certificate issuer)
    {
        if (issuer.PathLength is not { } limit) yield break;
        if (certificate.PathLength is not { } length || length >= limit)
            yield return $"the issuer's path length is {limit}: this one must be at most {limit - 1}";
    }

    private static IEnumerable<string> PurposesWithin(Certificate certificate, Certificate issuer)
    {
        if (issuer.ExtendedKeyUsage.Value is not { } allowed || Purposes.Of(issuer)!.Has(Purposes.Any)) yield break;
        if (certificate.ExtendedKeyUsage.Value is not { } wanted)
        {
            yield return "the issuer has extended key usage, so this must have it, too";
            yield break;
        }
        foreach (var purpose in wanted.Purposes.Except(allowed.Purposes))
            yield return $"the issuer does not have the purpose {ObjectIdentifierNames.Of(purpose)} itself";
    }

    // Policies of a trust anchor's own certificate do not count (RFC 5280 section 6.1).
    private static IEnumerable<string> Policies(Certificate certificate, Certificate issuer)
    {
        var asserted = certificate.CertificatePolicies.Value?.Policies ?? [];
        foreach (var (own, _) in certificate.PolicyMappings.Value?.Mappings ?? [])
        {
            if (!asserted.Contains(own)) yield return $"the policy {own} is mapped, but not among the policies";
        }
        if (issuer.IsSelfIssued || issuer.CertificatePolicies.Value is not { } allowed) yield break;
        if (allowed.Policies.Contains(CertificatePolicies.AnyPolicy)) yield break;
        foreach (var policy in asserted.Except(allowed.Policies))
            yield return $"the issuer does not have the policy {ObjectIdentifierNames.Of(policy)} itself";
    }
}
