using Crosspath.Paths;
using Crosspath.Paths.Timelines;

namespace Crosspath.Answers;

/// <summary>The years that a drawn timeline shows, and where instants lie among them.</summary>
internal sealed record TimelineScale(DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>Whole years around the target's validity and all that happened to it.</summary>
    public static TimelineScale Of(Timeline timeline)
    {
        var validity = Validity.Of(timeline.Target);
        var instants = timeline.Stores.SelectMany(store => store.Intervals)
            .SelectMany(interval => new[] { interval.Period.From, interval.Period.Until })
            .Concat(validity is { } own ? [own.From, own.Until] : [])
            .Order()
            .ToArray();
        if (instants.Length == 0) return new TimelineScale(Year(2000), Year(2001));
        // Certificates without end (RFC 5280 section 4.1.2.5) would press everything else into a corner.
        var last = Math.Min(instants[^1].Year, instants[0].Year + 60);
        return new TimelineScale(Year(instants[0].Year), Year(last + 1));
    }

    /// <summary>The years' beginnings, at most so many.</summary>
    public IEnumerable<DateTimeOffset> Ticks(int most)
    {
        var years = Until.Year - From.Year;
        var step = Math.Max(1, (years + most - 1) / most);
        for (var year = From.Year; year < Until.Year; year += step) yield return Year(year);
    }

    /// <summary>Where an instant lies: 0 at the beginning, 1 at the end.</summary>
    public double Place(DateTimeOffset at) =>
        Math.Clamp((double)(at - From).Ticks / (Until - From).Ticks, 0, 1);

    private static DateTimeOffset Year(int year) => new(Math.Min(year, 9999), 1, 1, 0, 0, 0, TimeSpan.Zero);
}
