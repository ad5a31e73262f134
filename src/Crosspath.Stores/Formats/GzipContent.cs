using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;

namespace Crosspath.Stores.Formats;

/// <summary>Takes off one layer of gzip (RFC 1952), within limits.</summary>
internal static class GzipContent
{
    /// <summary>The largest content that is read as a whole: a hundred times the largest root store.</summary>
    public const int MostBytes = 256 << 20;

    /// <summary>The content itself when it is not compressed.</summary>
    public static bool TryUnwrap(
        ReadOnlyMemory<byte> content, out ReadOnlyMemory<byte> plain, [NotNullWhen(false)] out string? problem)
    {
        (plain, problem) = (content, null);
        if (!content.Span.StartsWith<byte>([0x1F, 0x8B, 8])) return true;
        try
        {
            using var gzip = new GZipStream(new MemoryStream(content.ToArray()), CompressionMode.Decompress);
            var limit = Math.Min(MostBytes, Math.Max(64L << 20, content.Length * 100L));
            if (BoundedStream.ReadAll(gzip, limit) is not { } whole)
            {
                problem = $"more than {limit} bytes once uncompressed";
                return false;
            }
            plain = whole;
            return true;
        }
        catch (InvalidDataException)
        {
            problem = "the gzip data is broken";
            return false;
        }
    }
}
