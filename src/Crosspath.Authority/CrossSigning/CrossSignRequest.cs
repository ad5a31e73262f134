using System.Collections.Immutable;
using Crosspath.Authority.Linting;
using Crosspath.X509;

namespace Crosspath.Authority.CrossSigning;

/// <summary>What somebody wants to have signed.</summary>
public sealed record CrossSignRequest
{
    /// <summary>Who gets the certificate.</summary>
    public required SubjectSource Subject { get; init; }

    /// <summary>Who signs.</summary>
    public required Certificate Issuer { get; init; }

    /// <summary>The moment of signing.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The usual shape.</summary>
    public CrossSignTemplate Template { get; init; } = CrossSignTemplate.Find("private")!;

    /// <summary>What is asked for beside, or against, the template.</summary>
    public CrossSignConstraints Constraints { get; init; } = new();

    /// <summary>How an RSA key signs.</summary>
    public SignatureForm Form { get; init; } = SignatureForm.Default;

    /// <summary>Other certificates at hand for the rules.</summary>
    public ImmutableArray<Certificate> Siblings { get; init; } = [];

    /// <summary>Revocation lists at hand for the rules.</summary>
    public ImmutableArray<RevocationList> RevocationLists { get; init; } = [];

    /// <summary>By which rules it is judged, as of <see cref="Now"/> unless they have a date; null for the
    /// template's.</summary>
    public ImmutableArray<RuleSet>? Rules { get; init; }

    /// <summary>Rules that may be broken, and why.</summary>
    public ImmutableArray<Waiver> Waivers { get; init; } = [];
}
