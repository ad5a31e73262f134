namespace Crosspath.Answers;

/// <summary>How paths can be drawn.</summary>
internal enum PictureKind
{
    Dot,
    Mermaid,
    Svg,
}

/// <summary>Draws paths.</summary>
internal static class Picture
{
    /// <summary>The picture's source.</summary>
    public static string Draw(PathDrawing drawing, PictureKind kind) => kind switch
    {
        PictureKind.Dot => PathsDot.Draw(drawing),
        PictureKind.Mermaid => PathsMermaid.Draw(drawing),
        _ => PathsSvg.Draw(drawing),
    };
}
