using System.Numerics;

namespace Crosspath.Paths;

/// <summary>How many paths there are, counted without listing them.</summary>
/// <param name="Paths">Walks over verified signatures to an anchor, no identity twice.</param>
/// <param name="ValidPaths">Those of them whose verdict is valid.</param>
/// <param name="Exhausted">The budget that ended the counting, so that both are lower bounds; null when they are
/// exact.</param>
public sealed record PathCounts(BigInteger Paths, BigInteger ValidPaths, string? Exhausted)
{
    /// <summary>Whether no budget ended the counting.</summary>
    public bool Exact => Exhausted is null;
}
