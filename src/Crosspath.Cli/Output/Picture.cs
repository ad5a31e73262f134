namespace Crosspath.Cli.Output;

/// <summary>How paths can be drawn.</summary>
internal enum PictureKind
{
    Dot,
    Mermaid,
    Svg,
}

/// <summary>Draws an answer's paths into a file.</summary>
internal static class Picture
{
    /// <summary>Writes the picture, whole or not at all; '-' writes it to standard output.</summary>
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public static void Write(PathsAnswer answer, PictureKind kind, string file)
    {
        var drawing = PathDrawing.Of(answer);
        var text = kind switch
        {
            PictureKind.Dot => PathsDot.Draw(drawing),
            PictureKind.Mermaid => PathsMermaid.Draw(drawing),
            _ => PathsSvg.Draw(drawing),
        };
        if (file == "-")
        {
            Console.Out.Write(text);
            return;
        }
        var beside = $"{file}.{Environment.ProcessId}.new";
        try
        {
            File.WriteAllText(beside, text);
            File.Move(beside, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"{file}: the picture cannot be written: {e.Message}");
        }
    }
}
