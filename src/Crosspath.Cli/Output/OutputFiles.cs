namespace Crosspath.Cli.Output;

/// <summary>Files that are written all or none: each first beside its place, then moved there.</summary>
internal sealed class OutputFiles
{
    private readonly List<(string Path, byte[] Content)> _files = [];
    private bool _isSecret;

    /// <summary>Adds a file.</summary>
    public void Add(string path, byte[] content) => _files.Add((path, content));

    /// <summary>Refuses to begin where a file could not be written, or is there already.</summary>
    /// <exception cref="UsageException">So it is.</exception>
    public static void CheckPlace(string option, string path, bool mayReplace)
    {
        if (Directory.Exists(path)) throw new UsageException($"{option}: {path}: is a folder");
        if (!mayReplace && File.Exists(path))
            throw new UsageException($"{option}: {path}: is there already; --force replaces it");
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder)) throw new UsageException($"{option}: {path}: there is no such folder");
        try
        {
            // The one way to know: permissions, full disks and read-only mounts all show here.
            var probe = Path.Combine(folder, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}");
            using (new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1,
                FileOptions.DeleteOnClose)) { }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{option}: {path}: cannot be written: {e.Message}");
        }
    }

    /// <summary>Writes one file.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, byte[] content)
    {
        var files = new OutputFiles();
        files.Add(path, content);
        files.Write();
    }

    /// <summary>Writes one file that only its owner may read.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void WriteSecret(string path, byte[] content)
    {
        var files = new OutputFiles { _isSecret = true };
        files.Add(path, content);
        files.Write();
    }

    /// <summary>Writes them.</summary>
    /// <exception cref="IOException">One cannot be written; then those before it, in order, may be there.</exception>
    public void Write()
    {
        var moves = new List<(string From, string To)>();
        try
        {
            foreach (var (path, content) in _files)
            {
                var beside = $"{path}.{Guid.NewGuid():N}.new";
                moves.Add((beside, path));
                var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
                if (_isSecret && !OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
                using var file = new FileStream(beside, options);
                file.Write(content);
                file.Flush(flushToDisk: true);
            }
            foreach (var (from, to) in moves) File.Move(from, to, overwrite: true);
        }
        finally
        {
            foreach (var (from, _) in moves) File.Delete(from);
        }
    }
}
