using System.Runtime.CompilerServices;

namespace Crosspath.X509.Der;

/// <summary>
/// Reads the elements of one level of a DER buffer, front to back. Nothing is copied and nothing thrown: what is read
/// is a set of offsets, what cannot be read a <see cref="DerStatus"/>.
/// </summary>
/// <remarks>
/// Certificates in the wild are not always DER. Lengths that are longer than need be, and indefinite ones, are BER
/// (X.690 section 8.1.3) and are read all the same; <see cref="SawBer"/> then says so.
/// </remarks>
public ref struct DerReader
{
    private readonly ReadOnlySpan<byte> _buffer;
    private readonly int _end;

    /// <summary>A reader over the part [<paramref name="start"/>, <paramref name="end"/>) of a buffer.</summary>
    public DerReader(ReadOnlySpan<byte> buffer, int start, int end)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(end, buffer.Length);
        _buffer = buffer;
        Position = start;
        _end = end;
    }

    /// <summary>A reader over a whole buffer.</summary>
    public DerReader(ReadOnlySpan<byte> buffer) : this(buffer, 0, buffer.Length) { }

    /// <summary>A reader over the content of an element of the buffer.</summary>
    public DerReader(ReadOnlySpan<byte> buffer, DerElement element)
        : this(buffer, element.ContentStart, element.ContentEnd) { }

    /// <summary>Offset of the next element.</summary>
    public int Position { get; private set; }

    /// <summary>Whether all elements were read.</summary>
    public readonly bool AtEnd => Position >= _end;

    /// <summary>Whether a length so far was BER and not DER.</summary>
    public bool SawBer { get; private set; }

    /// <summary>The next element's tag without reading it; null at the end.</summary>
    public readonly byte? PeekTag() => Position < _end ? _buffer[Position] : null;

    /// <summary>Reads the next element, whatever it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DerStatus Next(out DerElement element)
    {
        unchecked
        {
            var start = Position;
            // The short form, one tag octet and one length octet: nearly every element there is.
            if (start + 2 <= _end)
            {
                var tag = _buffer[start];
                var length = _buffer[start + 1];
                if (length < 0x80 && (tag & 0x1F) != 0x1F && start + 2 + length <= _end)
                {
                    var end = start + 2 + length;
                    element = new DerElement(tag, start, start + 2, end, end);
                    Position = end;
                    return DerStatus.Ok;
                }
            }
            return NextLong(out element);
        }
    }

    /// <summary>Reads the next element if it has this tag; otherwise nothing moves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DerStatus Next(byte tag, out DerElement element)
    {
        if (Position < _end && _buffer[Position] != tag)
        {
            element = default;
            return DerStatus.UnexpectedTag;
        }
        return Next(out element);
    }

    /// <summary>Reads the next element if there is one and it has this tag.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryNext(byte tag, out DerElement element) => Next(tag, out element) == DerStatus.Ok;

    private DerStatus NextLong(out DerElement element)
    {
        element = default;
        if (Position >= _end) return DerStatus.End;
        var status = ReadHeader(Position, out var tag, out var contentStart, out var length);
        if (status != DerStatus.Ok) return status;
        if (length == Indefinite) return NextIndefinite(tag, contentStart, out element);
        if (length > _end - contentStart) return DerStatus.Truncated;
        element = new DerElement(tag, Position, contentStart, contentStart + length, contentStart + length);
        Position = element.End;
        return DerStatus.Ok;
    }

    // X.690 section 8.1.3.6: the content runs to the end-of-contents octets that belong to it.
    private DerStatus NextIndefinite(byte tag, int contentStart, out DerElement element)
    {
        element = default;
        if ((tag & 0x20) == 0) return DerStatus.Malformed;
        var position = contentStart;
        var open = 1;
        while (true)
        {
            if (position + 2 > _end) return DerStatus.Truncated;
            if (_buffer[position] == 0 && _buffer[position + 1] == 0)
            {
                position += 2;
                if (--open == 0) break;
                continue;
            }
            var status = ReadHeader(position, out var inner, out var start, out var length);
            if (status != DerStatus.Ok) return status;
            if (length == Indefinite && (inner & 0x20) == 0) return DerStatus.Malformed;
            if (length == Indefinite) open++;
            else if (length > _end - start) return DerStatus.Truncated;
            position = length == Indefinite ? start : start + length;
        }
        element = new DerElement(tag, Position, contentStart, position - 2, position);
        Position = position;
        return DerStatus.Ok;
    }

    private const int Indefinite = -1;

    private DerStatus ReadHeader(int at, out byte tag, out int contentStart, out int length)
    {
        (contentStart, length) = (at + 1, 0);
        tag = _buffer[at];
        if ((tag & 0x1F) == 0x1F)
        {
            // X.690 section 8.1.2.4: a high tag number, seven bits an octet. Nothing in RFC 5280 has one.
            while (contentStart < _end && (_buffer[contentStart] & 0x80) != 0) contentStart++;
            contentStart++;
        }
        if (contentStart >= _end) return DerStatus.Truncated;
        var first = _buffer[contentStart++];
        if (first < 0x80)
        {
            length = first;
            return DerStatus.Ok;
        }
        if (first == 0x80)
        {
            SawBer = true; // X.690 section 10.1: DER is definite
            length = Indefinite;
            return DerStatus.Ok;
        }
        return ReadLongLength(first & 0x7F, ref contentStart, out length);
    }

    private DerStatus ReadLongLength(int octets, ref int position, out int length)
    {
        length = 0;
        if (octets > _end - position) return DerStatus.Truncated;
        if (_buffer[position] == 0) SawBer = true; // X.690 section 10.1: the shortest form
        long value = 0;
        for (var i = 0; i < octets; i++)
        {
            value = (value << 8) | _buffer[position++];
            if (value > int.MaxValue) return DerStatus.Malformed;
        }
        if (value < 0x80) SawBer = true;
        length = (int)value;
        return DerStatus.Ok;
    }
}
