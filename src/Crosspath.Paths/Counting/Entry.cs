using System.Numerics;

namespace Crosspath.Paths.Counting;

/// <summary>So many paths begin at a node with a label.</summary>
internal readonly record struct Entry(int Node, int Label, BigInteger Count);

/// <summary>How many paths arrived, by label.</summary>
/// <param name="Counts">Exact, unless something was exhausted; then lower bounds.</param>
/// <param name="Exhausted">The budget that ended the counting; null when none did.</param>
internal sealed record LabelCounts(IReadOnlyDictionary<int, BigInteger> Counts, string? Exhausted);
