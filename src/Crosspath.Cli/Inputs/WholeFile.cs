namespace Crosspath.Cli.Inputs;

/// <summary>A small file, read at once.</summary>
internal static class WholeFile
{
    private const int Largest = 1 << 24; // lists of a hundred thousand entries; everything else is far smaller

    /// <summary>Its content.</summary>
    /// <exception cref="UsageException">It cannot be read.</exception>
    public static byte[] Read(string option, string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > Largest })
                throw new UsageException($"{option}: {path}: is too large");
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UsageException($"{option}: {path}: the file does not exist");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{option}: {path}: {e.Message}");
        }
    }
}
