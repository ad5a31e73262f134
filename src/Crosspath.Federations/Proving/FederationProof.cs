using System.Collections.Immutable;

namespace Crosspath.Federations;

/// <summary>What became of an attempt to prove a federation.</summary>
/// <param name="Violations">None when it is proved.</param>
/// <param name="Questions">How many questions were asked, each answered by an exhaustive search.</param>
public sealed record FederationProof(ImmutableArray<Violation> Violations, int Questions)
{
    /// <summary>Whether everything holds.</summary>
    public bool Holds => Violations.IsEmpty;

    /// <summary>Whether only budgets stand in the way.</summary>
    public bool IsUnfinished => Violations.Length > 0 && Violations.All(violation => violation is Violation.NotProved);
}
