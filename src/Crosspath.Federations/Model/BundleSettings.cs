using System.Collections.Immutable;

namespace Crosspath.Federations;

/// <summary>How members of a domain get to know whom to trust.</summary>
public sealed record BundleSettings
{
    /// <summary>The forms, by name.</summary>
    public ImmutableArray<string> Formats { get; init; } = ["pem"];

    /// <summary>Within how many days every member has taken a new bundle.</summary>
    public int RefreshDays { get; init; } = 1;

    /// <summary>The SPIFFE trust domain; null for the first DNS name of the realm, or the domain's name.</summary>
    public string? SpiffeTrustDomain { get; init; }
}
