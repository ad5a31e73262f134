namespace Crosspath.Paths.Timelines;

/// <summary>Some time in disjoint periods, in order of their beginning as long as they are added so.</summary>
internal struct PeriodSet
{
    private List<Validity>? _periods;

    public PeriodSet() { }

    public readonly IReadOnlyList<Validity> Periods => _periods ?? [];

    /// <summary>Adds a period that does not begin before those there.</summary>
    public void Add(Validity period)
    {
        _periods ??= new List<Validity>(2);
        if (_periods.Count > 0 && _periods[^1] is var last && period.From <= last.Until.Next())
        {
            if (last.Until < period.Until) _periods[^1] = new Validity(last.From, period.Until);
        }
        else _periods.Add(period);
    }

    /// <summary>Takes a period out.</summary>
    public void Remove(Validity hole)
    {
        if (_periods is null) return;
        var left = new List<Validity>(_periods.Count + 1);
        foreach (var period in _periods)
        {
            if (period.Intersect(hole) is not { } gone)
            {
                left.Add(period);
                continue;
            }
            if (period.From < gone.From) left.Add(new Validity(period.From, gone.From.Previous()));
            if (gone.Until < period.Until) left.Add(new Validity(gone.Until.Next(), period.Until));
        }
        _periods = left;
    }
}
