using System.Text;

namespace Crosspath.Answers;

/// <summary>Paths as a graph for Graphviz.</summary>
internal static class PathsDot
{
    /// <summary>The graph's source.</summary>
    public static string Draw(PathDrawing drawing)
    {
        var text = new StringBuilder("digraph paths {\n");
        text.Append($"  label={Quote(drawing.Caption)};\n");
        text.Append("  rankdir=LR; node [shape=box, fontname=\"sans-serif\"]; edge [fontname=\"sans-serif\", fontsize=10];\n");
        foreach (var node in drawing.Nodes)
        {
            var shape = node.Anchor is not null ? ", peripheries=2" : node.IsTarget ? ", style=bold" : "";
            text.Append($"  {node.Key} [label={Quote(node.Anchor is null ? node.Label : $"{node.Label}\n{node.Anchor}")}{shape}];\n");
        }
        foreach (var edge in drawing.Edges)
        {
            var style = edge.IsOnValidPath ? "bold" : edge.IsFaulty ? "dashed" : "solid";
            text.Append($"  {edge.From} -> {edge.To} [label={Quote(edge.Label)}, style={style}];\n");
        }
        return text.Append("}\n").ToString();
    }

    // Graphviz reads escapes and HTML's character entities in a quoted label.
    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            quoted.Append(character switch
            {
                '\\' => "\\\\",
                '"' => "\\\"",
                '\n' => "\\n",
                '&' => "&amp;",
                _ => character.ToString(),
            });
        }
        return quoted.Append('"').ToString();
    }
}
