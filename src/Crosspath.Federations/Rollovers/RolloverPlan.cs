using System.Collections.Immutable;

namespace Crosspath.Federations;

/// <summary>A rollover, step by step, each action of each step tried out.</summary>
/// <param name="Domain">Whose root.</param>
/// <param name="Stages">From the step after the present one to the last.</param>
public sealed record RolloverPlan(string Domain, ImmutableArray<RolloverStage> Stages)
{
    /// <summary>Whether whoever is trusted now stays so at every moment.</summary>
    public bool IsSmooth => Stages.All(stage => stage.Actions.All(action => action.Broken.IsEmpty));
}

/// <summary>One step.</summary>
/// <param name="Step">Which.</param>
/// <param name="Actions">What is done, in order.</param>
public sealed record RolloverStage(RolloverStep Step, ImmutableArray<RolloverAction> Actions);

/// <summary>One thing that changes, and what it breaks.</summary>
/// <param name="Domain">Whose business it is.</param>
/// <param name="What">In words.</param>
/// <param name="Broken">Who is not trusted any more, and by whom; empty for nobody.</param>
public sealed record RolloverAction(
    string Domain, string What, ImmutableArray<(TrustCell Cell, string By)> Broken);
