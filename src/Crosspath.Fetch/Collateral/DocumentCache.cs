using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Crosspath.Fetch.Collateral;

// A folder of files, each named by the hash of what was asked, written whole beside its place and then put there:
//
//   "XPFC\x01"   until when it is fresh (Unix seconds, 8 octets)   SHA-256 of the content   the content
//
// Several processes may share it. A file that is damaged counts as absent. Nothing in it is believed: whatever comes
// out is judged by its signature, as what comes from the network.

/// <summary>What was fetched, kept on disk up to a size.</summary>
/// <param name="folder">Need not exist.</param>
/// <param name="mostBytes">When there is more, what was written first goes first.</param>
public sealed class DocumentCache(string folder, long mostBytes = DocumentCache.DefaultMostBytes)
{
    private const long DefaultMostBytes = 512L << 20;
    private const int HashLength = 32;
    private const int WritesBetweenSweeps = 32;

    private static readonly byte[] Magic = [.. "XPFC\x01"u8];

    private int _writes;

    /// <summary>Where a user's own lies: in the cache folder of the XDG Base Directory Specification, or what the
    /// operating system has in its place.</summary>
    public static string DefaultFolder
    {
        get
        {
            var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
            if (!string.IsNullOrEmpty(cache) && Path.IsPathRooted(cache)) return Path.Combine(cache, "crosspath");
            return OperatingSystem.IsWindows()
                ? Path.Combine(FolderOf(Environment.SpecialFolder.LocalApplicationData), "crosspath", "cache")
                : Path.Combine(
                    FolderOf(Environment.SpecialFolder.UserProfile),
                    OperatingSystem.IsMacOS() ? "Library/Caches" : ".cache",
                    "crosspath");
        }
    }

    /// <summary>Where it lies.</summary>
    public string Folder { get; } = folder;

    /// <summary>Looks a document up; null when it is not there, or damaged.</summary>
    internal CachedDocument? Find(string key)
    {
        try
        {
            var file = new FileInfo(FileOf(key));
            if (!file.Exists || file.Length > mostBytes) return null;
            return Read(File.ReadAllBytes(file.FullName));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps a document, in place of what was there.</summary>
    /// <returns>Why it could not; null when it could.</returns>
    internal string? Keep(string key, CachedDocument document)
    {
        var path = FileOf(key);
        var beside = $"{path}.{Guid.NewGuid():N}.new";
        try
        {
            Directory.CreateDirectory(Folder);
            try
            {
                File.WriteAllBytes(beside, Write(document));
                File.Move(beside, path, overwrite: true);
            }
            finally
            {
                File.Delete(beside); // does nothing once it is moved
            }
            if (Interlocked.Increment(ref _writes) % WritesBetweenSweeps == 1) Sweep();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"{Folder}: nothing can be kept: {e.Message}";
        }
    }

    private static string FolderOf(Environment.SpecialFolder folder) =>
        Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify);

    private static CachedDocument? Read(byte[] file)
    {
        var head = Magic.Length + sizeof(long);
        if (file.Length < head + HashLength || !file.AsSpan().StartsWith(Magic)) return null;
        var seconds = BinaryPrimitives.ReadInt64BigEndian(file.AsSpan(Magic.Length));
        var content = file.AsMemory(head + HashLength);
        if (!SHA256.HashData(content.Span).AsSpan().SequenceEqual(file.AsSpan(head, HashLength))) return null;
        return seconds is < 0 or > uint.MaxValue
            ? null
            : new CachedDocument(content, DateTimeOffset.FromUnixTimeSeconds(seconds));
    }

    private static byte[] Write(CachedDocument document)
    {
        var seconds = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(seconds, document.FreshUntil.ToUnixTimeSeconds());
        return [.. Magic, .. seconds, .. SHA256.HashData(document.Content.Span), .. document.Content.Span];
    }

    // What another process deletes meanwhile is gone, which is as well.
    private void Sweep()
    {
        var files = new DirectoryInfo(Folder).GetFiles().OrderBy(file => file.LastWriteTimeUtc).ToArray();
        var all = files.Sum(file => file.Length);
        foreach (var file in files)
        {
            if (all <= mostBytes) return;
            all -= file.Length;
            file.Delete();
        }
    }

    private string FileOf(string key) =>
        Path.Combine(Folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))));
}
