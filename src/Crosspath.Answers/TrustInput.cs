using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Answers;

/// <summary>What commands about trust over time have at hand.</summary>
/// <param name="Graph">Every certificate that was named, and those of the anchors.</param>
/// <param name="History">Who trusted and distrusted whom, and when.</param>
internal sealed record TrustInput(TrustGraph Graph, TrustHistory History)
{
    /// <summary>The certificates that are at hand without what a what-if adds.</summary>
    public required IReadOnlySet<Fingerprint> Named { get; init; }

    public required Purpose Purpose { get; init; }

    public required AnchorChecks AnchorChecks { get; init; }

    public required IInputReport Report { get; init; }

    /// <summary>Whether unreadable input is an error even with an answer.</summary>
    public bool IsStrict { get; init; }
}
