using System.Collections.Immutable;
using Crosspath.X509;
using Crosspath.X509.Der;

namespace Crosspath.Paths.Validation;

/// <summary>What the user asks of policies: RFC 5280 section 6.1.1 (c) and (e) to (g).</summary>
internal sealed record PolicyInputs(
    ImmutableArray<ObjectIdentifier> UserInitialPolicies, bool RequireExplicit, bool InhibitMapping, bool InhibitAnyPolicy)
{
    /// <summary>Whether any policy will do.</summary>
    public bool AcceptsAny => UserInitialPolicies.Contains(CertificatePolicies.AnyPolicy);
}

/// <summary>What a certificate says of policies. A malformed extension counts as none; that it is malformed is found
/// elsewhere.</summary>
internal sealed record CertificatePolicyView(
    CertificatePolicies? Policies,
    PolicyMappings? Mappings,
    PolicyConstraints? Constraints,
    int? InhibitAnyPolicy,
    bool IsSelfIssued)
{
    /// <summary>Reads it off a certificate.</summary>
    public static CertificatePolicyView From(Certificate certificate, bool isSelfIssued) => new(
        certificate.CertificatePolicies.Value,
        certificate.PolicyMappings.Value,
        certificate.PolicyConstraints.Value,
        certificate.FindExtension(ExtensionOids.InhibitAnyPolicy) is { } extension
            ? PolicyConstraints.ReadInhibitAnyPolicy(extension.Value)
            : null,
        isSelfIssued);
}
