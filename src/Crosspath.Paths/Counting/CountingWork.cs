namespace Crosspath.Paths.Counting;

/// <summary>The budget as it is being spent.</summary>
internal sealed class CountingWork(CountingBudget budget, CancellationToken cancellation)
{
    private long _steps;

    /// <summary>How many states may be held at once.</summary>
    public int MostStates => budget.States;

    /// <summary>What ran out first; null while nothing did.</summary>
    public string? Exhausted { get; private set; }

    /// <summary>Spends a step; false when there is none left.</summary>
    public bool Spend()
    {
        if ((++_steps & 0xFFF) == 0) cancellation.ThrowIfCancellationRequested();
        if (_steps <= budget.Steps) return true;
        Exhausted ??= $"{budget.Steps} counting steps";
        return false;
    }

    /// <summary>Whether a number of states may be held.</summary>
    public bool MayHold(int states)
    {
        if (states <= budget.States) return true;
        Exhausted ??= $"{budget.States} counting states";
        return false;
    }
}
