using System.Globalization;
using System.Net;
using System.Text;

namespace Crosspath.Answers;

/// <summary>Paths as a picture of its own: the target at the left, anchors at the right, a column for each step.</summary>
internal static class PathsSvg
{
    private const int BoxWidth = 230, BoxHeight = 54, ColumnGap = 130, RowGap = 34, Margin = 24, Top = 56, LaneGap = 16;

    private const string Style = """
        <style>
          svg { font: 13px system-ui, sans-serif; background: #fff; color: #1b1f24 }
          .box { fill: #fff; stroke: #57606a; stroke-width: 1 }
          .target { stroke-width: 3 }
          .name { font-weight: 600 }
          text { fill: #1b1f24 } .small { font-size: 11px; fill: #57606a }
          .on-edge { stroke: #fff; stroke-width: 4; paint-order: stroke }
          .edge { fill: none; stroke: #57606a; stroke-width: 1.2 }
          .valid { stroke: #116329; stroke-width: 3 }
          .faulty { stroke: #a40e26; stroke-dasharray: 6 4 }
          @media (prefers-color-scheme: dark) {
            svg { background: #0d1117 } .box { fill: #161b22; stroke: #8b949e }
            text { fill: #e6edf3 } .small { fill: #9da7b1 }
            .on-edge { stroke: #0d1117 } .edge { stroke: #8b949e } .valid { stroke: #56d364 } .faulty { stroke: #ff7b72 }
          }
        </style>
        """;

    /// <summary>The picture's source.</summary>
    public static string Draw(PathDrawing drawing)
    {
        var layout = LayeredLayout.Of(drawing);
        var width = 2 * Margin + layout.Columns * BoxWidth + (layout.Columns - 1) * ColumnGap;
        var height = Top + Margin + layout.Rows * (BoxHeight + RowGap) - RowGap + LaneGap;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-labelledby="title desc">
            <title id="title">{Escape(drawing.Title)}</title>
            <desc id="desc">{Escape(Describe(drawing))}</desc>
            {Style}
            <defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto-start-reverse"><path d="M0 0 8 4 0 8z" fill="#57606a"/></marker></defs>
            <text x="{Margin}" y="30">{Escape(drawing.Caption)}</text>

            """);
        foreach (var edge in drawing.Edges) DrawEdge(text, edge, layout.RouteOf(edge));
        foreach (var node in drawing.Nodes) DrawNode(text, node, At(layout.PlaceOf(node.Key)));
        return text.Append("</svg>\n").ToString();
    }

    // Rows come in halves, since columns are centred.
    private static (int X, int Y) At(Slot slot) =>
        (Margin + slot.Column * (BoxWidth + ColumnGap), Top + slot.HalfRow * (BoxHeight + RowGap) / 2);

    private static void DrawNode(StringBuilder text, DrawnNode node, (int X, int Y) at)
    {
        var target = node.IsTarget ? " target" : "";
        text.Append(CultureInfo.InvariantCulture, $"""
            <g><title>{Escape(node.Label)}</title><rect class="box{target}" x="{at.X}" y="{at.Y}" width="{BoxWidth}" height="{BoxHeight}" rx="{(node.Anchor is null ? 4 : 18)}"/>
            """);
        if (node.Anchor is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"""
                <rect class="box" x="{at.X + 4}" y="{at.Y + 4}" width="{BoxWidth - 8}" height="{BoxHeight - 8}" rx="14"/>
                """);
        }
        text.Append(CultureInfo.InvariantCulture, $"""
            <text class="name" x="{at.X + 14}" y="{at.Y + 24}">{Escape(Short(node.Label, 28))}</text>
            <text class="small" x="{at.X + 14}" y="{at.Y + 41}">{Escape(Short(node.Anchor ?? (node.IsTarget ? "in question" : ""), 36))}</text></g>

            """);
    }

    private static void DrawEdge(StringBuilder text, DrawnEdge edge, Route route)
    {
        var kind = edge.IsOnValidPath ? " valid" : edge.IsFaulty ? " faulty" : "";
        var drop = BoxHeight / 2 + route.Lane * LaneGap; // certificates between the same two lie side by side
        var (leftX, leftY) = At(route.Slots[0]);
        var line = string.Create(CultureInfo.InvariantCulture, $"M{leftX + BoxWidth} {leftY + drop}");
        for (var i = 1; i < route.Slots.Count; i++)
        {
            var (x1, y1) = (At(route.Slots[i - 1]).X + BoxWidth, At(route.Slots[i - 1]).Y + drop);
            var (x2, y2) = (At(route.Slots[i]).X, At(route.Slots[i]).Y + drop);
            var middle = (x1 + x2) / 2;
            line += string.Create(CultureInfo.InvariantCulture, $"C{middle} {y1} {middle} {y2} {x2} {y2}");
            if (i < route.Slots.Count - 1) line += string.Create(CultureInfo.InvariantCulture, $"H{x2 + BoxWidth}");
        }
        var next = At(route.Slots[1]);
        var (labelX, labelY) = ((leftX + BoxWidth + next.X) / 2 - 4, (leftY + next.Y) / 2 + drop - 6);
        text.Append(CultureInfo.InvariantCulture, $"""
            <path class="edge{kind}" marker-{(route.IsBackward ? "start" : "end")}="url(#tip)" d="{line}"/>
            <text class="small on-edge" text-anchor="middle" x="{labelX}" y="{labelY}">{Escape(edge.Label)}</text>

            """);
    }

    private static string Describe(PathDrawing drawing)
    {
        var labels = drawing.Nodes.ToDictionary(node => node.Key, node => node.Label);
        return string.Join(". ", drawing.Edges.Select(edge =>
            $"{labels[edge.From]} is signed by {labels[edge.To]} {edge.Label}{(edge.IsOnValidPath ? ", on a valid path" : edge.IsFaulty ? ", faulty" : "")}"));
    }

    private static string Short(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
