using System.Diagnostics.CodeAnalysis;

namespace Crosspath.Stores.Revocation;

/// <summary>Reads blocklists in the forms in which they are published. The content decides the form, never the name.</summary>
public static class BlocklistFiles
{
    /// <summary>Reads one file.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="list">What was read.</param>
    /// <param name="problem">Otherwise: why nothing could be, in one line.</param>
    public static bool TryRead(
        ReadOnlyMemory<byte> content, string name,
        [NotNullWhen(true)] out Blocklist? list, [NotNullWhen(false)] out string? problem)
    {
        (list, problem) = (null, $"{name}: is no blocklist in any form that is known here");
        return false;
    }
}
