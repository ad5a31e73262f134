using System.Diagnostics.CodeAnalysis;
using Crosspath.Stores.Formats;

namespace Crosspath.Stores.Revocation;

/// <summary>Reads blocklists in the forms in which they are published. The content decides, never the name.</summary>
public static class BlocklistFiles
{
    /// <summary>Reads one file. Nothing that it contains makes this method throw.</summary>
    /// <param name="content">The whole file, as it is or compressed by gzip.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="list">What was read.</param>
    /// <param name="problem">Otherwise: why nothing could be, in one line.</param>
    public static bool TryRead(
        ReadOnlyMemory<byte> content, string name,
        [NotNullWhen(true)] out Blocklist? list, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(name);
        list = null;
        if (!GzipContent.TryUnwrap(content, out var plain, out problem))
        {
            problem = $"{name}: {problem}";
            return false;
        }
        var file = new StoreFile(plain, new KnownCertificates([]));
        if (BlocklistFormats.Of(file) is not { } format)
        {
            problem = $"{name}: is no blocklist in any form that is known here";
            return false;
        }
        if (format.TryRead(file, out list, out var obstacle)) return true;
        problem = $"{name}: {obstacle.Place}: {obstacle.Reason}";
        return false;
    }
}
