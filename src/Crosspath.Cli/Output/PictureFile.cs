namespace Crosspath.Cli.Output;

/// <summary>
/// A picture's file. It is opened before the work begins, so that one that cannot be written is known at once; it is
/// written beside its place, and put there whole or not at all.
/// </summary>
internal sealed class PictureFile : IDisposable
{
    /// <summary>The name that stands for standard output, which is no file.</summary>
    public const string StandardOutput = "-";

    private readonly string _path;
    private readonly string _beside;
    private readonly FileStream _file;

    /// <summary>Opens the place.</summary>
    /// <exception cref="UsageException">Nothing can be written there.</exception>
    public PictureFile(PictureKind kind, string path)
    {
        (Kind, _path) = (kind, path);
        try
        {
            if (Directory.Exists(path)) throw new IOException("that is a folder");
            _beside = $"{Path.GetFullPath(path)}.{Environment.ProcessId}.new";
            _file = new FileStream(_beside, FileMode.Create, FileAccess.Write);
        }
        catch (Exception e) when (IsRefusal(e))
        {
            throw Refused(e);
        }
    }

    /// <summary>What is to be drawn.</summary>
    public PictureKind Kind { get; }

    /// <summary>Writes the picture and puts it in its place.</summary>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public void Write(string picture)
    {
        try
        {
            using (var writer = new StreamWriter(_file)) writer.Write(picture);
            File.Move(_beside, _path, overwrite: true);
        }
        catch (Exception e) when (IsRefusal(e))
        {
            throw Refused(e);
        }
    }

    /// <summary>Takes away what was not put in its place.</summary>
    public void Dispose()
    {
        _file.Dispose();
        File.Delete(_beside);
    }

    private static bool IsRefusal(Exception e) =>
        e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    private UsageException Refused(Exception e) => new($"{_path}: the picture cannot be written: " + e switch
    {
        DirectoryNotFoundException => "there is no such folder",
        UnauthorizedAccessException => "no permission",
        _ => e.Message,
    });
}
