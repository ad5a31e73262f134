using System.Buffers.Binary;

namespace Crosspath.Fetch.Tls;

/// <summary>Reads the presentation language of RFC 8446 section 3; what is cut off is a
/// <see cref="TlsFailure"/>.</summary>
internal struct TlsReader(ReadOnlyMemory<byte> bytes)
{
    private ReadOnlyMemory<byte> _rest = bytes;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public int Octet() => Octets(1).Span[0];

    public int Number() => BinaryPrimitives.ReadUInt16BigEndian(Octets(2).Span);

    public ReadOnlyMemory<byte> Octets(int count)
    {
        if (count > _rest.Length) throw new TlsFailure("sends a handshake message that is cut off");
        var octets = _rest[..count];
        _rest = _rest[count..];
        return octets;
    }

    /// <summary>The content of a vector whose length has so many octets.</summary>
    public ReadOnlyMemory<byte> Vector(int width)
    {
        var length = 0;
        foreach (var octet in Octets(width).Span) length = (length << 8) | octet;
        return Octets(length);
    }
}
