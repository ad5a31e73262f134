using System.Buffers.Binary;
using System.IO.Compression;

namespace Crosspath.Stores.Formats;

// MSZIP ([MS-MCI]): each block is "CK" and a deflate stream of its own, which may refer to the 32 KiB that came out of
// the blocks before it. .NET's deflate takes no such history, so it is given as a stored block in front: RFC 1951
// section 3.2.4 lets a stored block hold up to 64 KiB, and it ends on a byte.

/// <summary>Expands the blocks of a cabinet's folder.</summary>
internal sealed class CabinetBlocks(bool isCompressed, int reserve)
{
    private const int HistoryBytes = 1 << 15;

    private byte[] _content = new byte[HistoryBytes];
    private int _length;

    /// <summary>Expands the folder's blocks until there are enough bytes.</summary>
    public (int Offset, string? Reason) Expand(ReadOnlySpan<byte> cabinet, int folder, long enough)
    {
        var at = (long)BinaryPrimitives.ReadUInt32LittleEndian(cabinet[folder..]);
        var count = BinaryPrimitives.ReadUInt16LittleEndian(cabinet[(folder + 4)..]);
        for (var i = 0; i < count && _length < enough; i++)
        {
            var data = at + 8 + reserve;
            if (data > cabinet.Length) return ((int)Math.Min(at, cabinet.Length), "a cabinet that is cut short");
            var header = cabinet[(int)at..];
            var stored = BinaryPrimitives.ReadUInt16LittleEndian(header[4..]);
            var plain = BinaryPrimitives.ReadUInt16LittleEndian(header[6..]);
            if (data + stored > cabinet.Length) return ((int)at, "a cabinet that is cut short");
            if (!TryAppend(cabinet.Slice((int)data, stored), plain)) return ((int)at, "a broken block of data");
            at = data + stored;
        }
        return _length >= enough ? (0, null) : (folder, "less data than its file should have");
    }

    /// <summary>A part of what was expanded.</summary>
    public byte[] Slice(long start, long size) => _content.AsSpan((int)start, (int)size).ToArray();

    private bool TryAppend(ReadOnlySpan<byte> stored, int plain)
    {
        if (!isCompressed)
        {
            Append(stored);
            return stored.Length == plain;
        }
        if (!stored.StartsWith("CK"u8) || plain > HistoryBytes) return false;
        var history = History();
        using var deflate = new DeflateStream(
            new MemoryStream([.. history.Frame, .. stored[2..]]), CompressionMode.Decompress);
        var expanded = new byte[history.Length + plain];
        try
        {
            if (deflate.ReadAtLeast(expanded, expanded.Length, false) < expanded.Length) return false;
        }
        catch (InvalidDataException)
        {
            return false;
        }
        Append(expanded.AsSpan(history.Length));
        return true;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (_length + bytes.Length > _content.Length) Array.Resize(ref _content, 2 * _content.Length + bytes.Length);
        bytes.CopyTo(_content.AsSpan(_length));
        _length += bytes.Length;
    }

    private (byte[] Frame, int Length) History()
    {
        var length = Math.Min(HistoryBytes, _length);
        if (length == 0) return ([], 0);
        var frame = new byte[5 + length];
        BinaryPrimitives.WriteUInt16LittleEndian(frame.AsSpan(1), (ushort)length);
        BinaryPrimitives.WriteUInt16LittleEndian(frame.AsSpan(3), (ushort)(length ^ 0xFFFF));
        _content.AsSpan(_length - length, length).CopyTo(frame.AsSpan(5));
        return (frame, length);
    }
}
