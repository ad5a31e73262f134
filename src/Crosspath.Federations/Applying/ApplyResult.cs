using System.Collections.Immutable;

namespace Crosspath.Federations;

/// <summary>What came of doing a domain's part.</summary>
public abstract record ApplyResult
{
    private ApplyResult() { }

    /// <summary>All that can be done now is done.</summary>
    /// <param name="Done">What was done, in order; empty when there was nothing to do.</param>
    /// <param name="Open">What waits for another domain or for a signature.</param>
    public sealed record Applied(ImmutableArray<PlannedAction> Done, ImmutableArray<string> Open) : ApplyResult;

    /// <summary>Nothing was signed.</summary>
    /// <param name="Reasons">At least one.</param>
    public sealed record Refused(ImmutableArray<string> Reasons) : ApplyResult;

    /// <summary>Another run works for the domain.</summary>
    public sealed record Busy : ApplyResult;
}
