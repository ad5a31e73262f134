namespace Crosspath.Census.Sources;

/// <summary>A stream whose beginning can be looked at before it is read.</summary>
internal sealed class HeadedStream : Stream
{
    private readonly Stream _stream;
    private readonly byte[] _head;
    private int _read;

    /// <summary>Looks at the beginning.</summary>
    /// <param name="stream">Disposed of together with this.</param>
    /// <param name="length">How much to look at, at most.</param>
    public HeadedStream(Stream stream, int length)
    {
        _stream = stream;
        var head = new byte[length];
        _head = head[..stream.ReadAtLeast(head, length, throwOnEndOfStream: false)];
    }

    /// <summary>The beginning.</summary>
    public ReadOnlySpan<byte> Head => _head;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (_read == _head.Length) return _stream.Read(buffer);
        var count = Math.Min(buffer.Length, _head.Length - _read);
        _head.AsSpan(_read, count).CopyTo(buffer);
        _read += count;
        return count;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Flush() { }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _stream.Dispose();
        base.Dispose(disposing);
    }
}
