namespace Crosspath.Paths.Counting;

/// <summary>What counting may cost where it is hard: inside blocks of mutually reachable nodes. Elsewhere its cost is
/// bounded by the graph's size.</summary>
internal sealed record CountingBudget
{
    /// <summary>How many edges may be followed. A million take about a fifth of a second. Once a budget has ended, as
    /// many again may be followed to find one path where none was found.</summary>
    public long Steps { get; init; } = 3_000_000;

    /// <summary>How many states may be held at once; one takes about 100 bytes.</summary>
    public int States { get; init; } = 400_000;
}
