namespace Crosspath.X509.Tests.Files;

/// <summary>Perhaps a beginning, then the same bytes over and over, up to a length.</summary>
internal sealed class RepeatingStream(byte[] pattern, long length, byte[]? beginning = null) : Stream
{
    private long position;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => position;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var start = beginning?.Length ?? 0;
        var (source, at) = position < start
            ? (beginning!, (int)position)
            : (pattern, (int)((position - start) % pattern.Length));
        var copied = (int)Math.Min(Math.Min(count, source.Length - at), length - position);
        source.AsSpan(at, copied).CopyTo(buffer.AsSpan(offset));
        position += copied;
        return copied;
    }

    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
