using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Census.Analysis;

/// <summary>An identity that is cross-signed, with its certificates.</summary>
/// <param name="Subject">The name, as the first certificate writes it.</param>
/// <param name="KeyId">SHA-256 of the subject public key info.</param>
/// <param name="Members">Its certificates, by fingerprint.</param>
public sealed record CrossSignGroup(Name Subject, Fingerprint KeyId, ImmutableArray<Member> Members)
{
    /// <summary>Whether certificates of two issuers were ever trusted.</summary>
    public bool IsTrusted { get; init; }

    /// <summary>What is cross-signed; nothing for groups that are not trusted.</summary>
    public GroupRoles Roles { get; init; }

    /// <summary>Whether every issuer is known to belong to the identity's owner.</summary>
    public bool IsInternal { get; init; }

    /// <summary>Whether an issuer is known to belong to another owner.</summary>
    public bool IsExternal { get; init; }

    /// <summary>Classifications with what they rest on; empty for groups that are not trusted.</summary>
    public ImmutableArray<Evidence> Evidence { get; init; } = [];

    /// <summary>Sets of members that are no reissues of one another: each has two issuers, and every two of them are valid
    /// together long enough.</summary>
    public ImmutableArray<ImmutableArray<Fingerprint>> SubGroups { get; init; } = [];

    /// <summary>The classifications.</summary>
    public ImmutableArray<Category> Categories => [.. Evidence.Select(evidence => evidence.Category).Distinct().Order()];

    /// <summary>The class of the study's decision tree; null for groups that are not trusted.</summary>
    public Category? Purpose => Categories is [<= Category.ExpandedTrustTime, ..] ? Categories[0] : null;

    /// <summary>Who signed it, each once; null for issuers that are not known.</summary>
    public IEnumerable<string> IssuerNames =>
        Members.Select(member => (member.Issuer?.Subject ?? member.Certificate.Issuer).ToString()).Distinct();
}
