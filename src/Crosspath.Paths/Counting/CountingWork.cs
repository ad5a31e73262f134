namespace Crosspath.Paths.Counting;

/// <summary>The budget as it is being spent.</summary>
internal sealed class CountingWork(CountingBudget budget, CancellationToken cancellation)
{
    private long _steps;
    private long _boundSteps;

    /// <summary>What ran out first; null while nothing did.</summary>
    public string? Exhausted { get; private set; }

    /// <summary>Whether steps are left.</summary>
    public bool HasSteps => _steps <= budget.Steps;

    /// <summary>Whether steps of either kind are left.</summary>
    public bool MayGoOn => HasSteps || _boundSteps <= budget.Steps;

    /// <summary>Spends a step; false when there is none left.</summary>
    public bool Spend()
    {
        if ((++_steps & 0xFFF) == 0) cancellation.ThrowIfCancellationRequested();
        if (HasSteps) return true;
        Exhausted ??= $"{budget.Steps} counting steps";
        return false;
    }

    /// <summary>Spends a step of those that are kept for the time after the budget ended, as many again; false when
    /// there is none left.</summary>
    public bool SpendOnBound()
    {
        if ((++_boundSteps & 0xFFF) == 0) cancellation.ThrowIfCancellationRequested();
        return _boundSteps <= budget.Steps;
    }

    /// <summary>Whether a number of states may be held.</summary>
    public bool MayHold(int states)
    {
        if (states <= budget.States) return true;
        Exhausted ??= $"{budget.States} counting states";
        return false;
    }
}
