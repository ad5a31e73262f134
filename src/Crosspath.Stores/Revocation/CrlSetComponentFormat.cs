using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using Crosspath.Stores.Formats;

namespace Crosspath.Stores.Revocation;

// A CRX (components/crx_file of Chromium) is "Cr24", a version, in version 3 the length of a header and the header, in
// version 2 the lengths of key and signature and these, and then a ZIP archive. Numbers are 32 bits, little-endian. The
// signature over the archive is the update service's and not looked at.

/// <summary>The component in which Chrome receives its CRLSet.</summary>
internal sealed class CrlSetComponentFormat : IBlocklistFormat
{
    private const int LargestSet = 64 << 20;

    private readonly CrlSetFormat _set = new();

    public StoreFormat Description { get; } = new("crlset-component",
        "component of Chrome's CRLSet (CRX, or the ZIP in it)");

    public bool Recognizes(StoreFile file) =>
        file.Content.Span.StartsWith("Cr24"u8) || file.Content.Span.StartsWith("PK\x03\x04"u8);

    public bool TryRead(
        StoreFile file, [NotNullWhen(true)] out Blocklist? list, [NotNullWhen(false)] out StoreProblem? problem)
    {
        list = null;
        if (Set(file.Content, out problem) is not { } set) return false;
        var inner = new StoreFile(set, file.Known);
        if (_set.Recognizes(inner)) return _set.TryRead(inner, out list, out problem);
        problem = new StoreProblem("crl-set", "no CRLSet");
        return false;
    }

    private static byte[]? Set(ReadOnlyMemory<byte> content, out StoreProblem problem)
    {
        problem = new StoreProblem("byte 0", "a component that is cut short");
        if (ArchiveStart(content.Span) is not { } start || start > content.Length) return null;
        problem = new StoreProblem($"byte {start}", "a component without a readable file crl-set");
        try
        {
            using var archive = new ZipArchive(new MemoryStream(content[(int)start..].ToArray()), ZipArchiveMode.Read);
            if (archive.GetEntry("crl-set") is not { } entry) return null;
            using var stream = entry.Open();
            return BoundedStream.ReadAll(stream, LargestSet);
        }
        catch (Exception e) when (
            e is IOException or InvalidDataException or NotSupportedException or ArgumentException)
        {
            return null;
        }
    }

    private static long? ArchiveStart(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith("PK"u8)) return 0;
        if (content.Length < 16) return null;
        long first = BinaryPrimitives.ReadUInt32LittleEndian(content[8..]);
        return BinaryPrimitives.ReadUInt32LittleEndian(content[4..]) switch
        {
            2 => 16 + first + BinaryPrimitives.ReadUInt32LittleEndian(content[12..]),
            3 => 12 + first,
            _ => null,
        };
    }
}
