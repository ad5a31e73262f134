using Crosspath.Paths;
using Crosspath.Paths.Explanation;

namespace Crosspath.Answers;

/// <summary>What <c>crosspath paths</c> found for one target.</summary>
internal sealed record PathsAnswer(TrustPaths Paths, PathQuery Query, PathCounts Counts)
{
    /// <summary>Finds removed roots on the paths; null where no history of stores is at hand.</summary>
    public FormerAnchors? Formers { get; init; }

    /// <summary>What is to be said of a path beside its findings: removed roots that it reaches through a cross-sign.
    /// </summary>
    public IEnumerable<string> NotesOn(JudgedPath path) =>
        (Formers?.On(path.Path, path.Stores, Query.At) ?? [])
            .GroupBy(former => former.Certificate.Fingerprint)
            .Select(group => $"{group.First().Certificate.Subject.FriendlyText} was an anchor itself "
                + $"({string.Join(", ", group.Select(former => $"{former.Store} until {TimeArgument.Day(former.Until)}"))}); "
                + "it is reached through a cross-sign here");

    /// <summary>Who served the target; null when nobody did, or only one was asked.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Null when only counts were asked for.</summary>
    public PathListing? Listing { get; init; }

    /// <summary>Null when no explanation was asked for.</summary>
    public PathExplanation? Explanation { get; init; }
}
