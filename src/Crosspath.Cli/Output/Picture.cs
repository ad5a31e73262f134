namespace Crosspath.Cli.Output;

/// <summary>How paths can be drawn.</summary>
internal enum PictureKind
{
    Dot,
    Mermaid,
    Svg,
}

internal static class Picture
{
    public static void Write(PathsAnswer answer, PictureKind kind, string file) { }
}
