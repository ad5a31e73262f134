using System.Globalization;
using System.Text;
using Crosspath.Paths.Timelines;

namespace Crosspath.Cli.Output;

/// <summary>What <c>crosspath timeline</c> tells people: the answer, a bar for each store, and what ends the last path.
/// </summary>
internal static class TimelineText
{
    private const int BarWidth = 48;
    private const int MostNameLines = 4;

    /// <summary>Writes the answer.</summary>
    public static void Write(TimelineAnswer answer, TextWriter output)
    {
        var timeline = answer.Timeline;
        output.WriteLine(Headline(timeline));
        var trusting = timeline.Stores.Where(store => store.Last is not null).ToArray();
        if (trusting.Length > 0)
        {
            output.WriteLine();
            WriteBars(timeline, trusting, output);
            WriteEnds(answer, output);
        }
        foreach (var former in answer.FormerAnchors.GroupBy(former => former.Certificate.Fingerprint))
        {
            var stores = string.Join(", ", former.Select(one => $"{TimelineAnswer.NameOf(one.Store)} until {TimeArgument.Day(one.Until)}"));
            output.WriteLine($"\n{Printable.Text(former.First().Certificate.Subject.FriendlyText)} was an anchor itself ({stores}); "
                + "it is reached through a cross-sign only");
        }
        foreach (var revoked in answer.RevokedSiblings)
        {
            var sibling = $"{revoked.Sibling.Fingerprint.Short} by {Printable.Text(revoked.Sibling.Issuer.FriendlyText)}";
            output.WriteLine($"\nvalid after revocation: its sibling {sibling} {Printable.Text(revoked.Reason)}, and this one is "
                + $"trusted until {TimeArgument.Day(revoked.Until)} all the same ({StoreNames.Text(revoked.Stores)})");
        }
        if (timeline.Exhausted is { } budget) output.WriteLine($"\nthere may be more paths and times than shown: {budget}");
    }

    /// <summary>Writes one line, for one of many targets.</summary>
    public static void WriteLine(Timeline timeline, TextWriter output)
    {
        var spans = timeline.Stores.SelectMany(store => store.Spans()).ToArray();
        var text = spans.Length == 0 ? "never trusted"
            : $"{TimeArgument.Day(spans.Min(span => span.From))} .. {TimeArgument.Day(spans.Max(span => span.Until))}  "
                + StoreNames.Text(timeline.Stores.Where(store => store.Last is not null).Select(store => store.Store));
        output.WriteLine($"{timeline.Target.Fingerprint.Short}  {Printable.Text(timeline.Target.Subject.FriendlyText),-50}  {text}");
    }

    private static string Headline(Timeline timeline)
    {
        var name = Printable.Text(timeline.Target.Subject.FriendlyText);
        var trusting = timeline.Stores.Count(store => store.Last is not null);
        var isOne = timeline.Stores.Length == 1;
        if (timeline.LastChainDies is not { } last)
            return $"{name}    never trusted by {(isOne ? "the store" : $"any of {timeline.Stores.Length} stores")}";
        var first = timeline.Stores.SelectMany(store => store.Intervals).Min(interval => interval.Period.From);
        var stores = isOne ? "" : $" by {trusting} of {timeline.Stores.Length} stores";
        return $"{name}    trusted from {TimeArgument.Day(first)} to {TimeArgument.Day(last)}{stores}";
    }

    // Stores that agree share a line.
    private static void WriteBars(Timeline timeline, StoreTimeline[] trusting, TextWriter output)
    {
        var scale = TimelineScale.Of(timeline);
        var groups = trusting.GroupBy(store => string.Join(' ', store.Intervals)).ToArray();
        var width = Math.Min(28, groups.Max(group => Names(group).Max(line => line.Length)));
        output.WriteLine($" {new string(' ', width)}  {Axis(scale)}");
        foreach (var group in groups)
        {
            var store = group.First();
            var names = Names(group).ToArray();
            if (names.Length > MostNameLines) names = [.. names[..(MostNameLines - 1)], $"… {group.Count()} stores in all"];
            var periods = store.Intervals.Select(PeriodText).ToArray();
            for (var i = 0; i < Math.Max(names.Length, periods.Length); i++)
            {
                var name = i < names.Length ? names[i] : "";
                var bar = i == 0 ? Bar(store, scale) : new string(' ', BarWidth);
                output.WriteLine($" {name.PadRight(width)}  {bar}  {(i < periods.Length ? periods[i] : "")}".TrimEnd());
            }
        }
    }

    // Names of stores in lines of a width.
    private static IEnumerable<string> Names(IEnumerable<StoreTimeline> stores)
    {
        var line = new StringBuilder();
        foreach (var name in stores.Select(store => Printable.Text(TimelineAnswer.NameOf(store.Store))))
        {
            if (line.Length > 0 && line.Length + 1 + name.Length > 28)
            {
                yield return line.ToString();
                line.Clear();
            }
            line.Append(line.Length > 0 ? " " : "").Append(name);
        }
        yield return line.ToString();
    }

    private static string PeriodText(TimelineInterval interval) => string.Create(CultureInfo.InvariantCulture,
        $"{TimeArgument.Day(interval.Period.From)} .. {TimeArgument.Day(interval.Period.Until)}  {interval.Paths:N0} {(interval.Paths.IsOne ? "path" : "paths")}");

    private static string Axis(TimelineScale scale)
    {
        var axis = new string(' ', BarWidth + 4).ToCharArray();
        foreach (var tick in scale.Ticks(BarWidth / 7))
        {
            var at = (int)(scale.Place(tick) * BarWidth);
            tick.Year.ToString(CultureInfo.InvariantCulture).CopyTo(0, axis, at, 4);
        }
        return new string(axis).TrimEnd();
    }

    private static string Bar(StoreTimeline store, TimelineScale scale)
    {
        var bar = new string('.', BarWidth).ToCharArray();
        foreach (var span in store.Spans())
        {
            var from = Math.Min(BarWidth - 1, (int)(scale.Place(span.From) * BarWidth));
            var until = Math.Min(BarWidth - 1, (int)(scale.Place(span.Until) * BarWidth));
            for (var i = from; i <= until; i++) bar[i] = '#';
        }
        return new string(bar);
    }

    private static void WriteEnds(TimelineAnswer answer, TextWriter output)
    {
        output.WriteLine();
        var ends = answer.LastPaths.GroupBy(last => (last.At, Cause: Printable.Text(last.Cause))).OrderBy(group => group.Key.At).ToArray();
        foreach (var end in ends)
        {
            var stores = StoreNames.Text(end.Select(last => last.Store));
            var what = end == ends[^1] ? "last chain dies" : "chain dies     ";
            output.WriteLine($"{what}  {TimeArgument.Day(end.Key.At)}  {end.Key.Cause}  ({stores})");
        }
        var last = ends[^1].First().Path;
        output.WriteLine("                 " + string.Join(" < ", last.Certificates.Select(c => Printable.Text(c.Subject.FriendlyText))));
    }
}
