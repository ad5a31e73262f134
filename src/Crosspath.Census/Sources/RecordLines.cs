namespace Crosspath.Census.Sources;

/// <summary>The lines of a stream, each with its number, in constant memory.</summary>
internal static class RecordLines
{
    /// <summary>The longest line that is read; a longer one is given as null.</summary>
    public const int LongestLine = 4 << 20;

    /// <summary>Reads to the end.</summary>
    public static IEnumerable<(long Number, ReadOnlyMemory<byte>? Line)> Read(Stream stream)
    {
        var buffer = new byte[1 << 16];
        var (start, end, number) = (0, 0, 0L);
        var isTooLong = false;
        while (true)
        {
            var feed = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (feed >= 0)
            {
                number++;
                yield return (number, isTooLong ? (ReadOnlyMemory<byte>?)null : buffer.AsMemory(start, feed));
                isTooLong = false;
                start += feed + 1;
                continue;
            }
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
            if (end == buffer.Length)
            {
                if (buffer.Length < LongestLine) Array.Resize(ref buffer, buffer.Length * 2);
                else (isTooLong, end) = (true, 0);
            }
            var read = stream.Read(buffer.AsSpan(end));
            if (read == 0)
            {
                if (end > 0 || isTooLong) yield return (number + 1, isTooLong ? (ReadOnlyMemory<byte>?)null : buffer.AsMemory(0, end));
                yield break;
            }
            end += read;
        }
    }
}
