using System.Collections.Immutable;

namespace Crosspath.Federations;

// There is no journal. Every step puts one file into its place, and what is left to do is found by looking at the
// files, so that a run can end anywhere and the next one goes on. What is to be signed is written down first
// (pending/), with its serial number: an interrupted issuance is finished, and not begun again. That is also how a
// detached key signs: the file waits until somebody lays the signature beside it.

/// <summary>Does a domain's part of a federation. It needs the domain's key, and of the others only what they put into
/// the exchange folder.</summary>
public static class FederationApply
{
    /// <summary>Does what the plan for a domain says.</summary>
    /// <param name="federation">What ought to be.</param>
    /// <param name="folder">Where the files are.</param>
    /// <param name="domain">Whose part.</param>
    /// <param name="options">Time, key, audit trail.</param>
    public static ApplyResult Run(
        Federation federation, FederationFolder folder, string domain, ApplyOptions options)
    {
        ArgumentNullException.ThrowIfNull(federation);
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(options);
        if (WhyNowhere(folder, domain) is { IsEmpty: false } unwritable) return new ApplyResult.Refused(unwritable);
        using var guard = DomainLock.Take(folder.LockOf(domain));
        if (guard is null) return new ApplyResult.Busy();
        var planner = new FederationPlanner(federation, folder, options.Now);
        var plan = planner.Plan([domain]);
        if (plan.Refusals.Any())
            return new ApplyResult.Refused([.. plan.Refusals.SelectMany(refusal =>
                refusal.Reasons.Select(reason => $"{refusal.What}: {reason}"))]);
        using var keys = new OpenedKeys(options);
        if (keys.Open(plan.Actions) is { IsEmpty: false } reasons) return new ApplyResult.Refused(reasons);
        var execution = new PlanExecution(folder, options, keys);
        foreach (var action in plan.Actions.Where(action => action is not PlannedAction.Distribute))
            execution.Do(action);
        // What was signed now is in the bundles, as it is and not as it was planned.
        foreach (var action in planner.Plan([domain]).Actions.OfType<PlannedAction.Distribute>()) execution.Do(action);
        if (execution.Refusals.IsEmpty) execution.Tidy(domain);
        return execution.Refusals is { IsEmpty: false } refusals
            ? new ApplyResult.Refused(refusals)
            : new ApplyResult.Applied([.. execution.Done], [.. execution.Open]);
    }

    private static ImmutableArray<string> WhyNowhere(FederationFolder folder, string domain) =>
    [
        .. new[] { folder.CrossesOf(domain), folder.BundlesOf(domain), folder.PendingOf(domain) }
            .Select(FederationFiles.WhyUnwritable).OfType<string>(),
    ];
}
