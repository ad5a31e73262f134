using Crosspath.Census.Owners;
using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Census.Analysis;

/// <summary>Who owns the identities of a graph, under the rules.</summary>
internal sealed class GroupOwners(TrustGraph graph, OwnerBook owners, CensusRules rules)
{
    /// <summary>Who owned a certificate's key at an instant; null when nobody knows. The key of one certificate is that of
    /// all of its identity.</summary>
    public string? OwnerOf(Certificate certificate, DateTimeOffset at) =>
        owners.OwnerOf(certificate.Fingerprint, at) ?? OwnerOf(graph.SubjectOf(certificate), at);

    /// <summary>Who owned an identity's key at an instant; null when nobody knows.</summary>
    public string? OwnerOf(Identity identity, DateTimeOffset at)
    {
        foreach (var certificate in graph.CertificatesOf(identity))
        {
            if (owners.OwnerOf(certificate.Fingerprint, at) is { } owner) return owner;
        }
        return null;
    }

    /// <summary>Whether the owner of the certificate's key, when it was made, was the owner of its issuer's.</summary>
    public bool IsNatural(Member member)
    {
        if (!member.IsCa && !member.IsAnchor) return false;
        var at = member.Certificate.NotBefore;
        var own = OwnerOf(member.Certificate, at);
        // Who signs himself is his own, known or not.
        if (member.IsSelfSigned) return own is not null || !rules.UnknownIsAnOwner;
        return own is not null && member.Issuer is { } issuer && OwnerOf(issuer, at) == own;
    }

    /// <summary>Whether the trusted members have issuers of the same owner only, and whether any of another.</summary>
    public (bool IsInternal, bool IsExternal) Judge(IReadOnlyList<Member> trusted)
    {
        var own = trusted.SelectMany(OwnersOfSubject).ToHashSet(StringComparer.Ordinal);
        var (inside, outside, unknown) = (0, 0, 0);
        foreach (var member in trusted)
        {
            var issuers = OwnersOfIssuer(member).ToArray();
            if (member.IsSelfSigned && !rules.UnknownIsAnOwner) inside++;
            else if (issuers.Length == 0 || own.Count == 0) unknown++;
            else if (issuers.Any(own.Contains)) inside++;
            else outside++;
        }
        return (inside > 0 && outside == 0 && unknown == 0, outside > 0);
    }

    // Section 9 of the study's rules: at both ends of the member's validity. Its tools put a text in place of an owner that
    // is not known, and compare that like any other.
    private IEnumerable<string> OwnersOfSubject(Member member)
    {
        foreach (var at in new[] { member.Certificate.NotBefore, member.Certificate.NotAfter })
        {
            if (OwnerOf(member.Certificate, at) is { } owner) yield return owner;
            else if (rules.UnknownIsAnOwner)
                yield return member.IsCa ? "unknown: " + member.Certificate.Subject : member.Certificate.Subject.ToString();
        }
    }

    private IEnumerable<string> OwnersOfIssuer(Member member)
    {
        if (member.Issuer is not { } issuer)
        {
            if (rules.UnknownIsAnOwner) yield return "unknown: " + member.Certificate.Issuer;
            yield break;
        }
        foreach (var at in new[] { member.Certificate.NotBefore, member.Certificate.NotAfter })
        {
            if (OwnerOf(issuer, at) is { } owner) yield return owner;
            else if (rules.UnknownIsAnOwner) yield return "unknown: " + issuer.Subject;
        }
    }
}
