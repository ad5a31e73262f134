using System.Formats.Asn1;

namespace Crosspath.X509;

/// <summary>
/// One element of BER data (X.690 section 8.1) by its positions in the whole data. Unlike <see cref="AsnReader"/> it
/// also gives an element that is cut short, so that what is complete inside it can be used.
/// </summary>
internal readonly record struct BerElement(Asn1Tag Tag, int Start, int ContentStart, int ContentEnd, int End)
{
    /// <summary>Its end is not in the data; it ends with the data.</summary>
    public bool IsCut { get; private init; }

    public bool IsSequence => Tag.HasSameClassAndValue(Asn1Tag.Sequence);

    public bool IsContext(int number) => Tag.HasSameClassAndValue(new Asn1Tag(TagClass.ContextSpecific, number));

    public bool Is(UniversalTagNumber number) => Tag.HasSameClassAndValue(new Asn1Tag(number));

    /// <summary>The element that begins at <paramref name="start"/> and lies before <paramref name="limit"/>.</summary>
    /// <returns>Null at the limit, at an end-of-contents mark, and where no element begins.</returns>
    public static BerElement? At(ReadOnlySpan<byte> data, int start, int limit)
    {
        var rest = data[start..limit];
        if (rest.IsEmpty || rest[0] == 0) return null;
        if (!Asn1Tag.TryDecode(rest, out var tag, out var tagLength)) return null;
        if (!AsnDecoder.TryDecodeLength(rest[tagLength..], AsnEncodingRules.BER, out var length, out var lengthLength))
            return null;

        var content = start + tagLength + lengthLength;
        if (length is null) return OfIndefiniteLength(rest, new BerElement(tag, start, content, limit, limit));
        var isCut = length > limit - content;
        var end = isCut ? limit : content + length.Value;
        return new BerElement(tag, start, content, end, end) { IsCut = isCut };
    }

    /// <summary>The first element inside.</summary>
    public BerElement? First(ReadOnlySpan<byte> data) => At(data, ContentStart, ContentEnd);

    /// <summary>The element behind <paramref name="previous"/>, inside this one.</summary>
    public BerElement? After(ReadOnlySpan<byte> data, BerElement? previous) =>
        previous is { } element ? At(data, element.End, ContentEnd) : null;

    /// <summary>All elements inside, in order; stops where none can be read.</summary>
    public List<BerElement> Children(ReadOnlySpan<byte> data, int atMost = int.MaxValue)
    {
        var children = new List<BerElement>();
        for (var next = First(data); next is not null && children.Count < atMost; next = After(data, next))
            children.Add(next.Value);
        return children;
    }

    // X.690 section 8.1.3.6: the end is where the matching end-of-contents octets are.
    private static BerElement OfIndefiniteLength(ReadOnlySpan<byte> rest, BerElement toLimit)
    {
        try
        {
            if (AsnDecoder.TryReadEncodedValue(
                rest, AsnEncodingRules.BER, out _, out var offset, out var length, out var consumed))
            {
                return toLimit with { ContentEnd = toLimit.Start + offset + length, End = toLimit.Start + consumed };
            }
        }
        catch (AsnContentException)
        {
            // no end: the same as cut short
        }

        return toLimit with { IsCut = true };
    }
}
