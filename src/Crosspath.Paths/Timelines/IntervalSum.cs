using System.Collections.Immutable;
using System.Numerics;

namespace Crosspath.Paths.Timelines;

/// <summary>Adds up paths over time: each is there during some periods.</summary>
internal sealed class IntervalSum
{
    private readonly List<(DateTimeOffset At, bool IsEnd, BigInteger Paths)> _changes = [];

    public bool IsEmpty => _changes.Count == 0;

    /// <summary>Counts some paths in during a period.</summary>
    public void Add(Validity period, BigInteger paths)
    {
        _changes.Add((period.From, false, paths));
        _changes.Add((period.Until, true, paths));
    }

    /// <summary>How many there are when; starts anew after.</summary>
    public ImmutableArray<TimelineInterval> Drain()
    {
        if (_changes is [var first, var last] && first.At <= last.At)
        {
            _changes.Clear();
            return [new TimelineInterval(new Validity(first.At, last.At), first.Paths)];
        }
        // What begins at an instant is there at it, and what ends at it still is.
        _changes.Sort((x, y) => x.At != y.At ? x.At.CompareTo(y.At) : x.IsEnd.CompareTo(y.IsEnd));
        var intervals = ImmutableArray.CreateBuilder<TimelineInterval>();
        var (paths, from) = (BigInteger.Zero, default(DateTimeOffset));
        for (var i = 0; i < _changes.Count;)
        {
            var (at, isEnd, _) = _changes[i];
            var delta = BigInteger.Zero;
            for (; i < _changes.Count && _changes[i].At == at && _changes[i].IsEnd == isEnd; i++) delta += _changes[i].Paths;
            var end = isEnd ? at : at.Previous();
            if (!paths.IsZero && from <= end) Append(intervals, new Validity(from, end), paths);
            paths += isEnd ? -delta : delta;
            from = isEnd ? at.Next() : at;
        }
        _changes.Clear();
        return intervals.DrainToImmutable();
    }

    // A change that is made up for in the same instant is none.
    private static void Append(
        ImmutableArray<TimelineInterval>.Builder intervals, Validity period, BigInteger paths)
    {
        if (intervals.Count > 0 && intervals[^1] is var before && before.Paths == paths
            && before.Period.Until.Next() == period.From)
            intervals[^1] = new TimelineInterval(new Validity(before.Period.From, period.Until), paths);
        else intervals.Add(new TimelineInterval(period, paths));
    }
}
