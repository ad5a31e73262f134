using System.Runtime.InteropServices;

namespace Crosspath.Fetch.Collateral;

/// <summary>Reads a document where it lies: lists of many megabytes need not be copied.</summary>
internal static class DocumentStream
{
    /// <summary>Opens it for reading.</summary>
    public static MemoryStream Open(ReadOnlyMemory<byte> content) =>
        MemoryMarshal.TryGetArray(content, out var bytes)
            ? new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false)
            : new MemoryStream(content.ToArray(), writable: false);
}
