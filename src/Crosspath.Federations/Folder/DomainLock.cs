namespace Crosspath.Federations;

/// <summary>Lets one run at a time work for a domain. The operating system lets the lock go when a process ends,
/// however it ends; the file stays, for one that is deleted could be held twice.</summary>
internal static class DomainLock
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits for its turn; null when that takes too long.</summary>
    public static IDisposable? Take(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        for (var waited = TimeSpan.Zero; waited < Patience; waited += Pause)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                Thread.Sleep(Pause);
            }
        }
        return null;
    }
}
