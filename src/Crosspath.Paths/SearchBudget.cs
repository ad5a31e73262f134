namespace Crosspath.Paths;

/// <summary>What an answer may cost. What ran out is said in the answer.</summary>
public sealed record SearchBudget
{
    /// <summary>How many paths are listed. The default is more than anybody reads, and less than a mesh holds.</summary>
    public int MaxPaths { get; init; } = 10_000;

    /// <summary>How many certificates a path may have, target and anchor included; null for no limit. It limits the
    /// listing and the counts alike.</summary>
    public int? MaxDepth { get; init; }

    /// <summary>How many certificates the search may step on while it lists. Two million take about a second.</summary>
    public long MaxSteps { get; init; } = 2_000_000;

    /// <summary>How many steps the counting of paths may take inside strongly connected components, where counting
    /// is hard.</summary>
    public long MaxCountingSteps { get; init; } = 3_000_000;
}
