namespace Crosspath.X509;

/// <summary>
/// The files below a folder, in ordinal order of their relative paths. Links to files are followed, links to folders
/// are not: so no walk can go in circles. Files without any byte are left out, and with them pipes and sockets, whose
/// opening could wait for ever.
/// </summary>
internal sealed class FolderWalk(InputContext folder)
{
    /// <summary>A file to read, or why a part of the walk did not take place.</summary>
    public readonly record struct Entry(string Path, InputItem.Unreadable? Problem);

    public IEnumerable<Entry> Files()
    {
        // Folders not yet opened, and files, the next one on top.
        var open = new Stack<(string Path, bool IsFolder, int Depth)>();
        open.Push((folder.Source, true, 0));
        var files = 0;
        while (open.TryPop(out var next))
        {
            if (next.IsFolder)
            {
                if (Enter(next.Path, next.Depth, open) is { } problem) yield return new Entry(next.Path, problem);
                continue;
            }

            if (files++ == folder.Limits.Files)
            {
                yield return new Entry(folder.Source, TooMuch(folder.Source, $"more than {folder.Limits.Files} files"));
                yield break;
            }

            yield return new Entry(next.Path, null);
        }
    }

    private static InputItem.Unreadable TooMuch(string path, string reason) =>
        new(path, 0, UnreadableKind.LimitExceeded, reason);

    private InputItem.Unreadable? Enter(string path, int depth, Stack<(string, bool, int)> open)
    {
        if (depth > folder.Limits.FolderDepth)
            return TooMuch(path, $"folders nested deeper than {folder.Limits.FolderDepth}");
        try
        {
            var entries = new DirectoryInfo(path).EnumerateFileSystemInfos().Where(IsWanted)
                .Take(folder.Limits.Files + 1)
                .OrderByDescending(SortKey, StringComparer.Ordinal)
                .ToList();
            foreach (var entry in entries)
                open.Push((Path.Combine(path, entry.Name), entry is DirectoryInfo, depth + 1));
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new InputItem.Unreadable(path, 0, UnreadableKind.Io, "the folder cannot be read");
        }
    }

    private static bool IsWanted(FileSystemInfo entry) =>
        entry is FileInfo file
            ? file.LinkTarget is not null || file.Length > 0
            : entry.LinkTarget is null;

    // A folder sorts as the paths inside it do: "a/b" after "a.b".
    private static string SortKey(FileSystemInfo entry) => entry is DirectoryInfo ? entry.Name + '/' : entry.Name;
}
