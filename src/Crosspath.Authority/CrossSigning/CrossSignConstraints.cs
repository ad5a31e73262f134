using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Crosspath.Authority.CrossSigning;

/// <summary>What a cross-certificate allows, for how long, and where its status is found. What is null is left to the
/// template, and to the issuer.</summary>
public sealed record CrossSignConstraints
{
    /// <summary>Since when; null for the moment of signing.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Until when.</summary>
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>For how many days; instead of <see cref="NotAfter"/>.</summary>
    public int? Days { get; init; }

    /// <summary>How many CA certificates may follow.</summary>
    public int? PathLength { get; init; }

    /// <summary>Extended key usages, as object identifiers.</summary>
    public ImmutableArray<string>? Purposes { get; init; }

    /// <summary>Names within which those below must lie.</summary>
    public ImmutableArray<GeneralNameDraft>? PermittedNames { get; init; }

    /// <summary>Names within which they must not lie.</summary>
    public ImmutableArray<GeneralNameDraft>? ExcludedNames { get; init; }

    /// <summary>Policies of the issuer's domain, as object identifiers.</summary>
    public ImmutableArray<string>? Policies { get; init; }

    /// <summary>Which policies of the subject's domain count as which of the issuer's.</summary>
    public ImmutableArray<(string Issuer, string Subject)>? Mappings { get; init; }

    /// <summary>After how many certificates an explicit policy is required.</summary>
    public int? RequireExplicitPolicy { get; init; }

    /// <summary>After how many certificates no policy is mapped any more.</summary>
    public int? InhibitPolicyMapping { get; init; }

    /// <summary>After how many certificates anyPolicy means nothing.</summary>
    public int? InhibitAnyPolicy { get; init; }

    /// <summary>Addresses of the issuer's revocation lists.</summary>
    public ImmutableArray<string>? RevocationLists { get; init; }

    /// <summary>Addresses of the issuer's certificates.</summary>
    public ImmutableArray<string>? CaIssuers { get; init; }

    /// <summary>Addresses of the issuer's OCSP service.</summary>
    public ImmutableArray<string>? Ocsp { get; init; }

    /// <summary>Addresses of the certificates that the subject issued.</summary>
    public ImmutableArray<string>? CaRepository { get; init; }

    /// <summary>These, where they say something; the others where they do not.</summary>
    public CrossSignConstraints Over(CrossSignConstraints others) => new()
    {
        NotBefore = NotBefore ?? others.NotBefore,
        NotAfter = NotAfter ?? (Days is null ? others.NotAfter : null),
        Days = Days ?? (NotAfter is null ? others.Days : null),
        PathLength = PathLength ?? others.PathLength,
        Purposes = Purposes ?? others.Purposes,
        PermittedNames = PermittedNames ?? others.PermittedNames,
        ExcludedNames = ExcludedNames ?? others.ExcludedNames,
        Policies = Policies ?? others.Policies,
        Mappings = Mappings ?? others.Mappings,
        RequireExplicitPolicy = RequireExplicitPolicy ?? others.RequireExplicitPolicy,
        InhibitPolicyMapping = InhibitPolicyMapping ?? others.InhibitPolicyMapping,
        InhibitAnyPolicy = InhibitAnyPolicy ?? others.InhibitAnyPolicy,
        RevocationLists = RevocationLists ?? others.RevocationLists,
        CaIssuers = CaIssuers ?? others.CaIssuers,
        Ocsp = Ocsp ?? others.Ocsp,
        CaRepository = CaRepository ?? others.CaRepository,
    };

    /// <summary>A name constraint as people write it; null when it is none.</summary>
    /// <param name="kind"><c>dns</c>, <c>email</c>, <c>uri</c>, <c>ip</c> (10.0.0.0/8) or <c>directory</c> (RFC
    /// 4514).</param>
    /// <param name="text">The name.</param>
    public static GeneralNameDraft? NameOf(string kind, string text)
    {
        if (kind is "dns" or "email" or "uri" && !text.All(char.IsAscii)) return null;
        switch (kind)
        {
            // Section 4.2.1.10: a name without a dot in front; none at all stands for every name.
            case "dns":
                return text.StartsWith('.') || !text.All(IsHostCharacter) ? null : GeneralNameDraft.Dns(text);
            case "email":
                return text.Any(char.IsWhiteSpace) || text.Any(char.IsControl) ? null : GeneralNameDraft.Email(text);
            case "uri":
                return text.All(IsHostCharacter) ? GeneralNameDraft.Uri(text) : null;
            case "ip":
                return RangeOf(text);
            case "directory":
                return DirectoryOf(text);
            default:
                return null;
        }
    }

    private static bool IsHostCharacter(char character) =>
        char.IsAsciiLetterOrDigit(character) || character is '-' or '.' or '_';

    // An address within the range, such as 10.0.0.1/8, is more likely a slip than meant.
    private static GeneralNameDraft? RangeOf(string text) =>
        IPNetwork.TryParse(text, out var range) && IPAddress.TryParse(text.Split('/')[0], out var address)
            && address.Equals(range.BaseAddress)
                ? GeneralNameDraft.IpRange(range)
                : null;

    private static GeneralNameDraft? DirectoryOf(string text)
    {
        try
        {
            return text.Length == 0 ? null : GeneralNameDraft.Directory(new X500DistinguishedName(text).RawData);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }
}
