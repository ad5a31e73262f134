using System.Globalization;
using System.Text;

namespace Crosspath.Answers;

/// <summary>Paths as a Mermaid flowchart.</summary>
internal static class PathsMermaid
{
    /// <summary>The chart's source.</summary>
    public static string Draw(PathDrawing drawing)
    {
        var text = new StringBuilder("flowchart LR\n");
        text.Append($"  subgraph caption [{Quote(drawing.Caption)}]\n  direction LR\n");
        foreach (var node in drawing.Nodes)
        {
            var label = Quote(node.Anchor is null ? node.Label : $"{node.Label} · {node.Anchor}");
            text.Append(node.Anchor is null ? $"  {node.Key}[{label}]\n" : $"  {node.Key}[[{label}]]\n");
        }
        foreach (var edge in drawing.Edges)
        {
            var arrow = edge.IsOnValidPath ? "==>" : edge.IsFaulty ? "-.->" : "-->";
            text.Append($"  {edge.From} {arrow}|{Quote(edge.Label)}| {edge.To}\n");
        }
        return text.Append("  end\n").ToString();
    }

    // Mermaid takes entity codes inside quotes; everything that means something to it or to HTML becomes one.
    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            var isPlain = Rune.IsLetterOrDigit(rune) || " .,:-_()/+=@·".Contains(rune.ToString(), StringComparison.Ordinal);
            if (isPlain) quoted.Append(rune.ToString());
            else quoted.Append(CultureInfo.InvariantCulture, $"#{rune.Value};");
        }
        return quoted.Append('"').ToString();
    }
}
