namespace Crosspath.Census.Sources;

/// <summary>A file that is nothing but one DER element after another, of any length: read in constant memory.</summary>
internal static class DerStream
{
    // Certificates have a few kilobytes; the largest known have some hundred.
    private const int LargestElement = 1 << 20;
    private const int BufferSize = 1 << 16;

    /// <summary>How much of a file tells whether it is such a stream.</summary>
    public const int HeadBytes = BufferSize;

    /// <summary>Whether a file's beginning holds one whole element and the beginning of another. A file of one element is
    /// for those who know what else it may be, such as PKCS#7.</summary>
    public static bool Begins(ReadOnlySpan<byte> head) =>
        TryReadLength(head, out var length) && length < head.Length - 1 && head[length] == 0x30
        && head[length + 1] is 0x81 or 0x82 or 0x83;

    /// <summary>The elements, each with its offset and bytes of its own.</summary>
    /// <param name="stream">Read from where it stands.</param>
    /// <param name="source">What items name as their source.</param>
    public static IEnumerable<SourceItem> Read(Stream stream, string source)
    {
        var buffer = new byte[BufferSize];
        var (start, end, offset) = (0, 0, 0L);
        while (true)
        {
            if (end - start < 6) (start, end) = Refill(stream, buffer, start, end);
            if (start == end) yield break;
            if (!TryReadLength(buffer.AsSpan(start, end - start), out var length) || length > LargestElement)
            {
                yield return new SourceItem.Rejected(source, offset, "no DER element begins here; the rest of the file is not read");
                yield break;
            }
            var element = new byte[length];
            var there = Math.Min(length, end - start);
            buffer.AsSpan(start, there).CopyTo(element);
            start += there;
            if (there < length && stream.ReadAtLeast(element.AsSpan(there), length - there, throwOnEndOfStream: false) < length - there)
            {
                yield return new SourceItem.Rejected(source, offset, "the file ends inside a certificate: it is cut short");
                yield break;
            }
            yield return new SourceItem.Found(element, new Sighting(source, offset, null));
            offset += length;
        }
    }

    private static (int Start, int End) Refill(Stream stream, byte[] buffer, int start, int end)
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        end -= start;
        return (0, end + stream.ReadAtLeast(buffer.AsSpan(end), 6, throwOnEndOfStream: false));
    }

    // Of a SEQUENCE, header included; lengths in one to three bytes.
    private static bool TryReadLength(ReadOnlySpan<byte> element, out int length)
    {
        length = element switch
        {
            [0x30, < 0x80 and var small, ..] => 2 + small,
            [0x30, 0x81, var a, ..] => 3 + a,
            [0x30, 0x82, var a, var b, ..] => 4 + (a << 8 | b),
            [0x30, 0x83, var a, var b, var c, ..] => 5 + (a << 16 | b << 8 | c),
            _ => -1,
        };
        return length > 0;
    }
}
