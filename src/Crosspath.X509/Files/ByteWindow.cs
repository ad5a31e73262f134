namespace Crosspath.X509;

/// <summary>A window over a stream, moved forward in one reused buffer.</summary>
internal sealed class ByteWindow(Func<Memory<byte>, int> read)
{
    /// <summary>The most that can be seen at once.</summary>
    public const int Size = 1 << 16;

    private readonly byte[] buffer = new byte[Size];
    private int start;
    private int end;

    /// <summary>What is seen now.</summary>
    public ReadOnlySpan<byte> Span => buffer.AsSpan(start, end - start);

    /// <summary>The position of the window's first byte in the stream.</summary>
    public long Offset { get; private set; }

    public void Skip(int count)
    {
        start += count;
        Offset += count;
    }

    /// <summary>Reads on; false when there is no more, or the window is full.</summary>
    public bool Fill()
    {
        if (start > 0)
        {
            Span.CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        var count = read(buffer.AsMemory(end));
        end += count;
        return count > 0;
    }

    /// <summary>Reads on until so many bytes are seen, or the stream ends.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        while (end - start < count && Fill()) { }
        return Span[..Math.Min(count, end - start)];
    }

    /// <summary>Gives what is seen, then what follows, like a stream.</summary>
    public int Read(Span<byte> destination)
    {
        if (start == end) return 0;
        var count = Math.Min(destination.Length, end - start);
        Span[..count].CopyTo(destination);
        Skip(count);
        if (start == end) Fill();
        return count;
    }

    /// <summary>All the rest, or null when it is longer than <paramref name="limit"/>.</summary>
    /// <param name="expected">The length, if known: saves copying; what comes counts.</param>
    public byte[]? ReadRest(int limit, long? expected)
    {
        if (expected > limit) return null;
        var rest = new byte[expected is { } length and > 0 ? (int)length : Math.Min(limit, Size)];
        var used = 0;
        Peek(1);
        while (true)
        {
            if (used == rest.Length)
            {
                if (Span.IsEmpty && !Fill()) break;
                if (used == limit) return null;
                Array.Resize(ref rest, (int)Math.Min(limit, used * 2L));
            }

            var count = Read(rest.AsSpan(used));
            if (count == 0) break;
            used += count;
        }

        if (used < rest.Length) Array.Resize(ref rest, used);
        return rest;
    }
}
