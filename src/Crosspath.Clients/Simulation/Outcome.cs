using System.Collections.Immutable;

namespace Crosspath.Clients.Simulation;

/// <summary>How a strategy ended: with a chain, or without one for a reason.</summary>
/// <param name="Chain">Leaf to anchor; empty when rejected.</param>
/// <param name="Reason">Why rejected; null when accepted.</param>
internal sealed record Outcome(ImmutableArray<CertificateFacts> Chain, string? Reason)
{
    /// <summary>A chain was found and nothing was wrong with it.</summary>
    public static Outcome Accepted(IEnumerable<CertificateFacts> chain) => new([.. chain], null);

    /// <summary>No chain, or none without fault.</summary>
    public static Outcome Rejected(string reason) => new([], reason);
}
