namespace Crosspath.X509;

/// <summary>
/// The door between readers and what may fail below them: a disk, a broken gzip stream, a gzip bomb. A failure ends
/// the data and is kept as a value; readers see a stream that is merely short.
/// </summary>
internal sealed class GuardedStream : IDisposable
{
    private readonly Stream inner;
    private readonly GuardedStream file;
    private readonly InputLimits limits;

    /// <summary>Over the file itself, which the caller disposes of.</summary>
    public GuardedStream(Stream inner, InputLimits limits)
    {
        (this.inner, this.limits) = (inner, limits);
        file = this;
    }

    /// <summary>Over a stream that uncompresses what <paramref name="compressed"/> (or a stream below) gives.</summary>
    public GuardedStream(Stream inner, GuardedStream compressed)
    {
        (this.inner, limits) = (inner, compressed.limits);
        file = compressed.file;
    }

    /// <summary>Bytes given so far.</summary>
    public long Count { get; private set; }

    /// <summary>Why the data ended before its end; null when it did not.</summary>
    public (UnreadableKind Kind, string Reason)? Failure { get; private set; }

    /// <summary>The length if it is known, as it is for files.</summary>
    public long? Length => file == this && inner.CanSeek ? inner.Length - inner.Position : null;

    /// <summary>Fills as much as there is; 0 at the end or after a failure.</summary>
    public int Read(Span<byte> buffer)
    {
        if (Failure is not null) return 0;
        try
        {
            var read = inner.Read(buffer);
            Count += read;
            if (!IsBomb) return read;
            Failure = (UnreadableKind.LimitExceeded,
                $"gzip expands more than {limits.CompressionRatio} times: refused as a bomb");
        }
        catch (InvalidDataException)
        {
            Failure = (UnreadableKind.Damaged, "gzip data is broken or cut short");
        }
        catch (UnauthorizedAccessException)
        {
            Failure = (UnreadableKind.Io, "no permission to read the file");
        }
        catch (IOException e)
        {
            Failure = (UnreadableKind.Io, "reading failed: " + e.GetType().Name);
        }

        return 0;
    }

    // Against the file's bytes, not those of the level below: two levels of 1000 would make a million.
    private bool IsBomb =>
        file != this && Count > limits.UncompressedGrace && Count / limits.CompressionRatio > file.Count;

    public void Dispose()
    {
        if (file != this) inner.Dispose();
    }
}
