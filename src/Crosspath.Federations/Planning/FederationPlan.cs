using System.Collections.Immutable;

namespace Crosspath.Federations;

/// <summary>What is to be done so that the files are as the federation wants them, and how things stand then.</summary>
/// <param name="Actions">In the order in which they are to be done.</param>
/// <param name="Before">As it is.</param>
/// <param name="After">As it will be.</param>
public sealed record FederationPlan(
    ImmutableArray<PlannedAction> Actions, FederationState Before, FederationState After)
{
    /// <summary>Whether nothing is to be done now.</summary>
    public bool IsEmpty => Actions.All(action => action is PlannedAction.Wait);

    /// <summary>What must not be signed.</summary>
    public IEnumerable<PlannedAction.Refuse> Refusals => Actions.OfType<PlannedAction.Refuse>();
}
