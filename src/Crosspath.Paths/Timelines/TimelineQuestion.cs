namespace Crosspath.Paths.Timelines;

/// <summary>What timelines are asked for, but for the certificate.</summary>
public sealed record TimelineQuestion
{
    /// <summary>What the targets are for.</summary>
    public Purpose Purpose { get; init; } = Purpose.ServerAuth;

    /// <summary>The host, address or mailbox by which targets are to be known; null to accept any.</summary>
    public string? Host { get; init; }

    /// <summary>What of the anchors' own certificates counts.</summary>
    public AnchorChecks AnchorChecks { get; init; } = AnchorChecks.Certificate;

    /// <summary>What counting may cost for one target: see <see cref="SearchBudget.MaxCountingSteps"/>.</summary>
    public long MaxCountingSteps { get; init; } = new SearchBudget().MaxCountingSteps;
}
