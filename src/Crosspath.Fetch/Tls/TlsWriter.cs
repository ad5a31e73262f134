using System.Buffers.Binary;

namespace Crosspath.Fetch.Tls;

/// <summary>Writes the presentation language of RFC 8446 section 3: numbers, and vectors with their lengths before
/// them.</summary>
internal sealed class TlsWriter
{
    private readonly List<byte> _bytes = [];

    public void Octet(int value) => _bytes.Add((byte)value);

    public void Number(int value)
    {
        Span<byte> octets = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(octets, (ushort)value);
        _bytes.AddRange(octets);
    }

    public void Octets(ReadOnlySpan<byte> value) => _bytes.AddRange(value);

    /// <summary>Writes a vector.</summary>
    /// <param name="width">How many octets its length has.</param>
    /// <param name="content">Writes what is in it.</param>
    public void Vector(int width, Action content)
    {
        var start = _bytes.Count;
        for (var i = 0; i < width; i++) _bytes.Add(0);
        content();
        var length = _bytes.Count - start - width;
        for (var i = 0; i < width; i++) _bytes[start + i] = (byte)((length >> (8 * (width - 1 - i))) & 0xFF);
    }

    /// <summary>Writes an extension: RFC 8446 section 4.2.</summary>
    public void Extension(int type, Action content)
    {
        Number(type);
        Vector(2, content);
    }

    public byte[] ToArray() => [.. _bytes];
}
