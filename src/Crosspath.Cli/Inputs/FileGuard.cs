namespace Crosspath.Cli.Inputs;

/// <summary>Keeps other runs from a file that is read, changed and replaced. The lock is a file beside it that stays,
/// for one that is deleted could be held twice; the operating system lets it go when a process ends, however it
/// ends.</summary>
internal static class FileGuard
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits for its turn; null when that takes too long. Dispose of it when the file is replaced.</summary>
    /// <exception cref="UsageException">The lock belongs to somebody else.</exception>
    public static IDisposable? Take(string path)
    {
        for (var waited = TimeSpan.Zero; waited < Patience; waited += Pause)
        {
            try
            {
                return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                Thread.Sleep(Pause);
            }
            catch (UnauthorizedAccessException e)
            {
                throw new UsageException($"{path}.lock: {e.Message}");
            }
        }
        return null;
    }
}
