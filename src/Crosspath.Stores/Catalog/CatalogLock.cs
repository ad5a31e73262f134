namespace Crosspath.Stores.Catalog;

/// <summary>Held by the one process that writes a catalogue; given up when it ends, however it ends.</summary>
internal static class CatalogLock
{
    /// <summary>Takes the lock.</summary>
    /// <exception cref="IOException">Another process holds it.</exception>
    public static IDisposable Take(string folder)
    {
        var file = Path.Combine(folder, "lock");
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(file))
        {
            throw new IOException($"{folder} is being written by another process; try again when it is done");
        }
    }
}
