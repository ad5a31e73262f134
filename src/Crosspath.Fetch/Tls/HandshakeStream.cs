using System.Buffers.Binary;

namespace Crosspath.Fetch.Tls;

/// <summary>The messages of a handshake out of the records that carry them: RFC 8446 section 5.1.</summary>
/// <param name="stream">From the first record on.</param>
/// <param name="mostBytes">How much is read in all.</param>
internal sealed class HandshakeStream(Stream stream, int mostBytes) : IDisposable
{
    private const int ChangeCipherSpec = 20;
    private const int Alert = 21;
    private const int Handshake = 22;
    private const int ApplicationData = 23;
    private const int LongestRecord = (1 << 14) + 2048; // RFC 5246 section 6.2.3, the most generous of all versions

    private const string InClear = "sends in clear what should be encrypted";

    private readonly MemoryStream _pending = new();
    private RecordProtection? _protection;
    private int _read;

    /// <summary>Sends a handshake message, in clear.</summary>
    public async Task Send(byte[] message, CancellationToken cancellation)
    {
        var record = new TlsWriter();
        record.Octet(Handshake);
        record.Number(0x0301); // RFC 8446 section 5.1: for old servers
        record.Vector(2, () => record.Octets(message));
        await stream.WriteAsync(record.ToArray(), cancellation).ConfigureAwait(false);
    }

    /// <summary>From now on records are encrypted.</summary>
    /// <exception cref="TlsFailure">Messages are pending that were sent in clear: RFC 8446 section 5.1.</exception>
    public void Protect(RecordProtection protection)
    {
        if (_pending.Length > 0) throw new TlsFailure(InClear);
        _protection = protection;
    }

    /// <summary>The next message with its header.</summary>
    /// <exception cref="TlsFailure">None comes.</exception>
    public async Task<(int Type, ReadOnlyMemory<byte> Message)> Next(CancellationToken cancellation)
    {
        while (true)
        {
            if (TakePending() is { } message) return (message.Span[0], message);
            var (type, content) = await ReadRecord(cancellation).ConfigureAwait(false);
            switch (type)
            {
                case Handshake:
                    _pending.Write(content.Span);
                    break;
                case Alert:
                    throw new TlsFailure($"ends the handshake: {AlertText.Of(content.Span)}");
                case ChangeCipherSpec:
                    break; // RFC 8446 appendix D.4: means nothing
                default:
                    throw new TlsFailure("sends data in the middle of the handshake");
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _pending.Dispose();
        _protection?.Dispose();
    }

    private ReadOnlyMemory<byte>? TakePending()
    {
        var pending = _pending.GetBuffer().AsMemory(0, (int)_pending.Length);
        if (pending.Length < 4) return null;
        var length = 4 + (int)(BinaryPrimitives.ReadUInt32BigEndian(pending.Span) & 0xFFFFFF);
        if (length > mostBytes) throw new TlsFailure($"announces a handshake message of {length:N0} bytes");
        if (pending.Length < length) return null;
        var message = pending[..length].ToArray();
        var rest = pending[length..].ToArray();
        _pending.SetLength(0);
        _pending.Write(rest);
        return message;
    }

    private async Task<(int Type, ReadOnlyMemory<byte> Content)> ReadRecord(CancellationToken cancellation)
    {
        var header = await Read(5, cancellation).ConfigureAwait(false);
        var length = BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(3));
        if (header[0] is < ChangeCipherSpec or > ApplicationData || header[1] != 3 || length > LongestRecord)
            throw new TlsFailure(_read == header.Length ? NotTls(header) : "sends something that is no TLS record");
        var content = await Read(length, cancellation).ConfigureAwait(false);
        if (_protection is null) return (header[0], content);
        if (header[0] == ApplicationData) return _protection.Open(header, content);
        if (header[0] == Handshake) throw new TlsFailure(InClear);
        return (header[0], content);
    }

    private static string NotTls(byte[] start) => start[0] switch
    {
        (byte)'H' => "speaks HTTP, not TLS",
        (byte)'2' => "does not speak TLS at once; say --starttls smtp if it is a mail server",
        (byte)'*' => "does not speak TLS at once; say --starttls imap if it is an IMAP server",
        _ => "does not speak TLS",
    };

    private async Task<byte[]> Read(int count, CancellationToken cancellation)
    {
        if (count > mostBytes - _read) throw new TlsFailure($"sends more than {mostBytes:N0} bytes in a handshake");
        var bytes = new byte[count];
        var read = await stream.ReadAtLeastAsync(
            bytes, count, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        if (read < count)
        {
            throw new TlsFailure(_read + read == 0
                ? "closes the connection without an answer"
                : "closes the connection in the middle of the handshake");
        }
        _read += count;
        return bytes;
    }
}
