using Crosspath.Paths;
using Crosspath.Paths.Explanation;

namespace Crosspath.Cli.Output;

/// <summary>What <c>crosspath paths</c> found for one target.</summary>
internal sealed record PathsAnswer(TrustPaths Paths, PathQuery Query, PathCounts Counts)
{
    /// <summary>Null when only counts were asked for.</summary>
    public PathListing? Listing { get; init; }

    /// <summary>Null when no explanation was asked for.</summary>
    public PathExplanation? Explanation { get; init; }
}
