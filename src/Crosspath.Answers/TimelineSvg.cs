using System.Globalization;
using System.Net;
using System.Text;
using Crosspath.Paths;
using Crosspath.Paths.Timelines;

namespace Crosspath.Answers;

/// <summary>A timeline as a picture: years from left to right, a row for each store that ever trusted the target.</summary>
internal static class TimelineSvg
{
    private const int Left = 190, BarsWidth = 760, Right = 24, Top = 74, RowHeight = 26, BarHeight = 14, Bottom = 40;

    private const string Style = """
        <style>
          svg { font: 13px system-ui, sans-serif; background: #fff; color: #1b1f24 }
          text { fill: #1b1f24 } .small { font-size: 11px; fill: #57606a } .title { font-weight: 600 }
          .grid { stroke: #d0d7de } .bar { fill: #116329 } .valid { fill: #eaeef2 } .gap { fill: none; stroke: #a40e26; stroke-dasharray: 3 2 }
          @media (prefers-color-scheme: dark) {
            svg { background: #0d1117 } text { fill: #e6edf3 } .small { fill: #9da7b1 }
            .grid { stroke: #30363d } .bar { fill: #56d364 } .valid { fill: #21262d } .gap { stroke: #ff7b72 }
          }
        </style>
        """;

    /// <summary>The picture's source.</summary>
    public static string Draw(TimelineAnswer answer)
    {
        var timeline = answer.Timeline;
        var scale = TimelineScale.Of(timeline);
        var stores = timeline.Stores.Where(store => store.Last is not null).ToArray();
        var height = Top + Math.Max(1, stores.Length) * RowHeight + Bottom;
        var title = $"{timeline.Target.Subject.FriendlyText}: when it is trusted";
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Left + BarsWidth + Right} {height}" width="{Left + BarsWidth + Right}" height="{height}" role="img" aria-labelledby="title desc">
            <title id="title">{Escape(title)}</title>
            <desc id="desc">{Escape(Describe(stores))}</desc>
            {Style}
            <text class="title" x="24" y="30">{Escape(title)}</text>

            """);
        foreach (var tick in scale.Ticks(12)) DrawTick(text, tick, scale, height);
        foreach (var (row, store) in stores.Index()) DrawStore(text, store, timeline, scale, Top + row * RowHeight);
        if (stores.Length == 0) text.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"{Top + 12}\">never trusted</text>\n");
        if (answer.LastPaths.MaxBy(last => last.At) is { } end)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"<text class=\"small\" x=\"24\" y=\"{height - 14}\">{Escape($"The last chain dies on {TimeArgument.Day(end.At)}: {end.Cause}.")}</text>\n");
        }
        return text.Append("</svg>\n").ToString();
    }

    private static void DrawTick(StringBuilder text, DateTimeOffset tick, TimelineScale scale, int height)
    {
        var x = Place(scale, tick);
        text.Append(CultureInfo.InvariantCulture, $"""
            <line class="grid" x1="{x:F1}" x2="{x:F1}" y1="{Top - 10}" y2="{height - Bottom}"/><text class="small" x="{x + 3:F1}" y="{Top - 14}">{tick.Year}</text>

            """);
    }

    private static void DrawStore(StringBuilder text, StoreTimeline store, Timeline timeline, TimelineScale scale, int y)
    {
        text.Append(CultureInfo.InvariantCulture,
            $"<text x=\"24\" y=\"{y + 12}\">{Escape(TimelineAnswer.NameOf(store.Store))}</text>\n");
        Rectangle(text, "valid", scale, timeline.Target.NotBefore, timeline.Target.NotAfter, y, "valid by its own dates");
        foreach (var (period, paths) in store.Intervals)
            Rectangle(text, "bar", scale, period.From, period.Until, y, $"{Text(period)}: {paths} valid paths");
        foreach (var gap in store.Gaps())
            Rectangle(text, "gap", scale, gap.From, gap.Until, y, $"{Text(gap)}: not trusted");
    }

    private static void Rectangle(
        StringBuilder text, string kind, TimelineScale scale, DateTimeOffset from, DateTimeOffset until, int y, string title)
    {
        var (x1, x2) = (Place(scale, from), Place(scale, until));
        text.Append(CultureInfo.InvariantCulture, $"""
            <rect class="{kind}" x="{x1:F1}" y="{y}" width="{Math.Max(1.5, x2 - x1):F1}" height="{BarHeight}" rx="2"><title>{Escape(title)}</title></rect>

            """);
    }

    private static double Place(TimelineScale scale, DateTimeOffset at) => Left + scale.Place(at) * BarsWidth;

    private static string Describe(IEnumerable<StoreTimeline> stores) => string.Join(". ", stores.Select(store =>
        $"{TimelineAnswer.NameOf(store.Store)}: {string.Join(", ", store.Spans().Select(Text))}"));

    private static string Text(Validity period) => $"{TimeArgument.Day(period.From)} to {TimeArgument.Day(period.Until)}";

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
