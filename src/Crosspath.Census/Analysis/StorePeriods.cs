using System.Collections.Immutable;
using Crosspath.Paths;

namespace Crosspath.Census.Analysis;

/// <summary>While some certificates together were trusted, store by store.</summary>
internal sealed class StorePeriods
{
    // Stores, and the dates at which they were collected, are not exact to the day.
    private static readonly TimeSpan Tolerance = TimeSpan.FromDays(30);

    private readonly SortedDictionary<string, ImmutableArray<Validity>> _byStore = new(StringComparer.Ordinal);

    private StorePeriods() { }

    public static StorePeriods Of(IEnumerable<Member> members)
    {
        var periods = new StorePeriods();
        foreach (var store in members.SelectMany(member => member.Stores).GroupBy(store => store.Store, StringComparer.Ordinal))
            periods._byStore.Add(store.Key, Merge(store.SelectMany(one => one.Spans)));
        return periods;
    }

    public IEnumerable<string> Stores => _byStore.Keys;

    /// <summary>The first instant in any store; null when there is none.</summary>
    public DateTimeOffset? Earliest => _byStore.Count == 0 ? null : _byStore.Values.Min(spans => spans[0].From);

    /// <summary>Whether these cover everything that others have: in every store, every period, but for 30 days at each
    /// end.</summary>
    public bool Cover(StorePeriods all) => all._byStore.All(store =>
        _byStore.TryGetValue(store.Key, out var own) && store.Value.All(period => own.Any(span =>
            span.From <= Later(period.From) && Later(span.Until) >= period.Until)));

    /// <summary>Whether these are there in every store of others, and begin there no more than 30 days later.</summary>
    public bool BeginFirst(StorePeriods all) => all._byStore.All(store =>
        _byStore.TryGetValue(store.Key, out var own) && own[0].From < Later(store.Value[0].From));

    /// <summary>Whether these begin no more than 30 days after others, wherever they begin first.</summary>
    public bool BeginNoLaterThan(StorePeriods all) =>
        all.Earliest is not { } first || (Earliest is { } own && own <= Later(first));

    private static DateTimeOffset Later(DateTimeOffset time) =>
        DateTimeOffset.MaxValue - time < Tolerance ? DateTimeOffset.MaxValue : time + Tolerance;

    private static ImmutableArray<Validity> Merge(IEnumerable<Validity> spans)
    {
        var merged = new List<Validity>();
        foreach (var span in spans.OrderBy(span => span.From))
        {
            if (merged.Count > 0 && merged[^1].Touches(span))
            {
                if (span.Until > merged[^1].Until) merged[^1] = new Validity(merged[^1].From, span.Until);
            }
            else merged.Add(span);
        }
        return [.. merged];
    }
}
