using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Paths.Explanation;

/// <summary>One thing that could be different.</summary>
public abstract record Change
{
    private Change() { }

    /// <summary>Ask about another time.</summary>
    public sealed record OtherTime(DateTimeOffset At) : Change;

    /// <summary>Trust one more anchor.</summary>
    public sealed record MoreTrust(Certificate Anchor) : Change;

    /// <summary>Ask about another purpose.</summary>
    public sealed record OtherPurpose(Purpose Purpose) : Change;

    /// <summary>Ask about no host name, or another.</summary>
    public sealed record OtherHost(ImmutableArray<string> Names) : Change;

    /// <summary>Put a certificate into the pool that is not at hand: one of an issuer that no certificate here
    /// bears the name and key of. Whether it leads to an anchor is not known before it is there.</summary>
    /// <param name="Issuer">The name it must bear.</param>
    /// <param name="KeyIdentifier">The key identifier by which its subject calls it; may be empty.</param>
    /// <param name="Locations">Where the subject's caIssuers say it is.</param>
    public sealed record MoreCertificates(
        Name Issuer, ReadOnlyMemory<byte> KeyIdentifier, ImmutableArray<string> Locations) : Change;
}

/// <summary>A set of changes that together give the target a valid path.</summary>
/// <param name="Changes">All of them are needed.</param>
/// <param name="Path">The path that is valid then; null when that is not known, as with
/// <see cref="Change.MoreCertificates"/>.</param>
public sealed record Fix(ImmutableArray<Change> Changes, TrustPath? Path)
{
    /// <summary>Whether the answer was seen to turn; otherwise it may.</summary>
    public bool IsProven => Path is not null;
}
