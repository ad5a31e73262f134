using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Authority.Revocation;

/// <summary>What is to become of an issuer's revocation list. The list itself is the memory: the next one has what the
/// current one has, and what is added.</summary>
public sealed record RevocationRequest
{
    /// <summary>Whose list.</summary>
    public required Certificate Issuer { get; init; }

    /// <summary>The complete list that is in force; null for the first one.</summary>
    public RevocationList? Current { get; init; }

    /// <summary>When the next list is made.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>For how long: nextUpdate lies so much later.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Certificates to revoke; with the reason removeFromCRL, to release from hold.</summary>
    public ImmutableArray<RevocationDraft> Changes { get; init; } = [];

    /// <summary>Whether a delta list is wanted, too.</summary>
    public bool WithDelta { get; init; }

    /// <summary>The complete list that the delta list is to be added to; null for the current one.</summary>
    public RevocationList? DeltaBase { get; init; }

    /// <summary>Where delta lists are found: goes into the complete list. Null to keep what the current one
    /// says.</summary>
    public ImmutableArray<string>? FreshestLists { get; init; }
}
