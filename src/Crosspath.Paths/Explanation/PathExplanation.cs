using System.Collections.Immutable;

namespace Crosspath.Paths.Explanation;

/// <summary>Why the answer is what it is, and what would make it a yes.</summary>
/// <param name="Attempts">Each candidate issuer that was considered, from the target upwards.</param>
/// <param name="Fixes">The smallest sets of changes, smallest first; empty when there is a valid path.</param>
public sealed record PathExplanation(ImmutableArray<Attempt> Attempts, ImmutableArray<Fix> Fixes)
{
    /// <summary>Explains a query's answer.</summary>
    public static PathExplanation Of(TrustPaths paths, PathQuery query, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(query);
        var attempts = new AttemptSearch(paths, query).Find(cancellation);
        return new PathExplanation(attempts, new FixSearch(paths, query).Find(cancellation));
    }
}
