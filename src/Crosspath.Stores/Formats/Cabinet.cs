using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Crosspath.Stores.Formats;

// A cabinet ([MS-CAB]) is a header, folders, files, and blocks of at most 32 KiB of data once uncompressed. A folder is
// one stream of blocks, in which its files lie one after the other. All numbers are little-endian.

/// <summary>Takes the first file out of a cabinet of Microsoft's.</summary>
internal static class Cabinet
{
    private const int HeaderBytes = 36;
    private const int FolderBytes = 8;
    private const int FileBytes = 16;
    private const int BlockHeaderBytes = 8;

    /// <summary>Reads the first file; false when the cabinet is broken, or compressed other than by MSZIP.</summary>
    public static bool TryReadFirstFile(
        ReadOnlyMemory<byte> cabinet, out ReadOnlyMemory<byte> content, [NotNullWhen(false)] out StoreProblem? problem)
    {
        content = default;
        var (offset, reason) = Read(cabinet.Span, out var file);
        problem = reason is null ? null : new StoreProblem($"byte {offset}", reason);
        if (reason is null) content = file;
        return reason is null;
    }

    private static (int Offset, string? Reason) Read(ReadOnlySpan<byte> cabinet, out byte[] file)
    {
        file = [];
        if (cabinet.Length < HeaderBytes) return (0, "a cabinet that is cut short");
        var files = (long)BinaryPrimitives.ReadUInt32LittleEndian(cabinet[16..]);
        var (folder, folderReserve, blockReserve) = AfterHeader(cabinet);
        if (folder + FolderBytes + folderReserve > cabinet.Length || files + FileBytes > cabinet.Length)
            return (0, "a cabinet that is cut short");
        var method = BinaryPrimitives.ReadUInt16LittleEndian(cabinet[(folder + 6)..]) & 0x0F;
        if (method > 1) return (folder, method == 3
            ? "compressed by LZX, which is not read here: expand the cabinet and give the file in it"
            : "compressed by Quantum, which is not read here: expand the cabinet and give the file in it");
        var entry = cabinet[(int)files..];
        var size = (long)BinaryPrimitives.ReadUInt32LittleEndian(entry);
        var start = (long)BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]);
        var place = BinaryPrimitives.ReadUInt16LittleEndian(entry[8..]);
        if (place != 0) return ((int)files, "a first file outside the first folder");
        if (start + size > GzipContent.MostBytes) return ((int)files, "a file that is too large");
        var blocks = new CabinetBlocks(method == 1, blockReserve);
        var problem = blocks.Expand(cabinet, folder, start + size);
        if (problem.Reason is null) file = blocks.Slice(start, size);
        return problem;
    }

    // Where the first folder is, and how much room folders and blocks keep for others' use.
    private static (int Folder, int FolderReserve, int BlockReserve) AfterHeader(ReadOnlySpan<byte> cabinet)
    {
        const int ReservePresent = 4;
        var flags = BinaryPrimitives.ReadUInt16LittleEndian(cabinet[30..]);
        if ((flags & ReservePresent) == 0 || cabinet.Length < HeaderBytes + 4) return (HeaderBytes, 0, 0);
        var header = BinaryPrimitives.ReadUInt16LittleEndian(cabinet[HeaderBytes..]);
        return (HeaderBytes + 4 + header, cabinet[HeaderBytes + 2], cabinet[HeaderBytes + 3]);
    }
}
