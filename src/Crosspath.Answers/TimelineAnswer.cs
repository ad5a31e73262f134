using Crosspath.Paths;
using Crosspath.Paths.Timelines;

namespace Crosspath.Answers;

/// <summary>A timeline with what explains it.</summary>
/// <param name="Timeline">When the certificate is trusted.</param>
/// <param name="LastPaths">For each store that ever trusted it, the path that went last.</param>
/// <param name="FormerAnchors">Removed roots on those paths.</param>
internal sealed record TimelineAnswer(
    Timeline Timeline, IReadOnlyList<LastPath> LastPaths, IReadOnlyList<FormerAnchor> FormerAnchors)
{
    /// <summary>Revocations of siblings that the target outlived.</summary>
    public required IReadOnlyList<RevokedSibling> RevokedSiblings { get; init; }

    /// <summary>Finds the explanations.</summary>
    public static TimelineAnswer Of(TrustTimelines timelines, Timeline timeline, CancellationToken cancellation)
    {
        var formers = new FormerAnchors(timelines.History);
        var last = new List<LastPath>();
        foreach (var store in timeline.Stores)
        {
            cancellation.ThrowIfCancellationRequested();
            if (LastPath.Of(timelines, timeline.Target, store) is { } path) last.Add(path);
        }
        return new TimelineAnswer(timeline, last, [.. last.SelectMany(path => formers.On(path.Path, [path.Store], path.At))])
        {
            RevokedSiblings = [.. RevokedSibling.Of(timelines.Graph, timelines.History, timeline)],
        };
    }

    /// <summary>Without the last paths, for one of many targets.</summary>
    public static TimelineAnswer Short(TrustTimelines timelines, Timeline timeline) => new(timeline, [], [])
    {
        RevokedSiblings = timelines.History.Distrusts.IsEmpty ? [] : [.. RevokedSibling.Of(timelines.Graph, timelines.History, timeline)],
    };

    /// <summary>What a store is called where anchors came from files.</summary>
    public static string NameOf(string store) => store.Length == 0 ? "roots" : store;
}
