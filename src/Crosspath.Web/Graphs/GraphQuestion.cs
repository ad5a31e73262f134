using Crosspath.Paths;

namespace Crosspath.Web.Graphs;

/// <summary>Which part of a graph is asked for.</summary>
/// <param name="Focus">Where it begins; null for everything.</param>
/// <param name="Depth">How many steps away from there.</param>
/// <param name="Limit">The most nodes.</param>
internal sealed record GraphQuestion(Identity? Focus, int Depth, int Limit)
{
    /// <summary>Whether issuers are followed.</summary>
    public bool GoesUp { get; init; } = true;

    /// <summary>Whether those that an identity certified are followed.</summary>
    public bool GoesDown { get; init; } = true;

    /// <summary>The time in question.</summary>
    public required DateTimeOffset At { get; init; }
}
