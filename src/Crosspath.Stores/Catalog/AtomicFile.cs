namespace Crosspath.Stores.Catalog;

/// <summary>Writes files so that nobody ever sees half of one.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a file beside its place, to the disk if it must outlast a loss of power, and then into its place.
    /// </summary>
    public static void Write(string path, bool toDisk, Action<Stream> write)
    {
        var beside = $"{path}.{Environment.ProcessId}.new";
        try
        {
            using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write))
            {
                write(file);
                file.Flush(toDisk);
            }
            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }
}
