using System.Collections.Immutable;
using System.Numerics;
using Crosspath.X509;

namespace Crosspath.Paths.Timelines;

/// <summary>While a certificate had at least one valid path, for each store.</summary>
/// <param name="Target">The certificate.</param>
/// <param name="Stores">One for each store of the history, in its order.</param>
/// <param name="Exhausted">The budget that ended the counting, so that paths may be more than said; null when none did.
/// </param>
public sealed record Timeline(Certificate Target, ImmutableArray<StoreTimeline> Stores, string? Exhausted)
{
    /// <summary>The last instant at which any store had a valid path; null when there never was one.</summary>
    public DateTimeOffset? LastChainDies => Stores.Max(store => store.Last);

    /// <summary>Whether any store had a valid path at an instant.</summary>
    public bool IsTrustedAt(DateTimeOffset at) => Stores.Any(store => store.PathsAt(at) > 0);
}

/// <summary>While a certificate had at least one valid path to one store.</summary>
/// <param name="Store">The store's name.</param>
/// <param name="Intervals">In order, disjoint; where the number of paths changes a new one begins.</param>
public sealed record StoreTimeline(string Store, ImmutableArray<TimelineInterval> Intervals)
{
    /// <summary>The last trusted instant; null when there is none.</summary>
    public DateTimeOffset? Last => Intervals.IsEmpty ? null : Intervals[^1].Period.Until;

    /// <summary>Holes between intervals: times without a valid path, with such times before and after.</summary>
    public IEnumerable<Validity> Gaps()
    {
        for (var i = 1; i < Intervals.Length; i++)
        {
            var (from, until) = (Intervals[i - 1].Period.Until.Next(), Intervals[i].Period.From.Previous());
            if (from <= until) yield return new Validity(from, until);
        }
    }

    /// <summary>The times with a valid path, however many: intervals that touch are one.</summary>
    public IEnumerable<Validity> Spans()
    {
        Validity? span = null;
        foreach (var interval in Intervals)
        {
            if (span is { } open && open.Until.Next() == interval.Period.From)
                span = new Validity(open.From, interval.Period.Until);
            else
            {
                if (span is { } closed) yield return closed;
                span = interval.Period;
            }
        }
        if (span is { } last) yield return last;
    }

    /// <summary>How many valid paths there are at an instant.</summary>
    public BigInteger PathsAt(DateTimeOffset at)
    {
        foreach (var interval in Intervals)
        {
            if (interval.Period.Contains(at)) return interval.Paths;
        }
        return BigInteger.Zero;
    }
}

/// <summary>A time during which the number of valid paths stays the same, and is not zero.</summary>
public readonly record struct TimelineInterval(Validity Period, BigInteger Paths);
