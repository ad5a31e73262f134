using System.Buffers.Binary;
using System.Text;
using Crosspath.X509.Der;

namespace Crosspath.Stores.Formats;

/// <summary>One entry of a <see cref="TrustList"/>: an identifier, mostly a hash, and properties.</summary>
/// <param name="Offset">Where it begins in the file.</param>
/// <param name="Identifier">The subject's identifier, by the list's algorithm.</param>
internal sealed record TrustListSubject(int Offset, ReadOnlyMemory<byte> Identifier)
{
    // 1.3.6.1.4.1.311.10.11.N: the property that CryptoAPI calls CERT_…_PROP_ID N (wincrypt.h).
    private static ReadOnlySpan<byte> PropertyArc => [0x2B, 6, 1, 4, 1, 0x82, 0x37, 0x0A, 0x0B];

    private readonly Dictionary<int, ReadOnlyMemory<byte>> _properties = [];

    /// <summary>A property's bytes; null without it.</summary>
    public ReadOnlyMemory<byte>? Property(int number) =>
        _properties.TryGetValue(number, out var value) ? value : default(ReadOnlyMemory<byte>?);

    /// <summary>A property that is a time: a FILETIME, 100 ns since 1601. Null without it, and where it is empty: so a
    /// list takes back what an earlier one set (roots disabled by the list of 2023-07-19 were empty here on the next
    /// day, and in force again).</summary>
    public DateTimeOffset? Time(int number)
    {
        if (Property(number) is not { Length: sizeof(long) } value) return null;
        var ticks = BinaryPrimitives.ReadInt64LittleEndian(value.Span);
        return ticks <= 0 ? DateTimeOffset.MinValue
            : ticks >= DateTime.MaxValue.ToFileTimeUtc() ? DateTimeOffset.MaxValue
            : DateTimeOffset.FromFileTime(ticks).ToUniversalTime();
    }

    /// <summary>A property that is UTF-16 text with a zero at its end.</summary>
    public string? Text(int number) =>
        Property(number) is { } value ? Encoding.Unicode.GetString(value.Span).TrimEnd('\0') : null;

    /// <summary>Reads an entry; null when it is broken.</summary>
    public static TrustListSubject? Read(ReadOnlyMemory<byte> bytes, DerElement element)
    {
        var fields = new DerReader(bytes.Span, element);
        if (!fields.TryNext(DerTag.OctetString, out var id)) return null;
        var subject = new TrustListSubject(element.Start, bytes[id.ContentStart..id.ContentEnd]);
        if (fields.AtEnd) return subject;
        if (!fields.TryNext(DerTag.Set, out var attributes)) return null;
        var reader = new DerReader(bytes.Span, attributes);
        while (!reader.AtEnd)
        {
            if (!reader.TryNext(DerTag.Sequence, out var attribute)) return null;
            if (!subject.AddProperty(bytes, attribute)) return null;
        }
        return subject;
    }

    private bool AddProperty(ReadOnlyMemory<byte> bytes, DerElement attribute)
    {
        var fields = new DerReader(bytes.Span, attribute);
        if (!fields.TryNext(DerTag.ObjectIdentifier, out var type)) return false;
        if (!fields.TryNext(DerTag.Set, out var set)) return false;
        var oid = bytes.Span[type.ContentStart..type.ContentEnd];
        var values = new DerReader(bytes.Span, set);
        // All properties are OCTET STRINGs; other attributes may be anything, and mean nothing here.
        if (NumberOf(oid) is { } number && values.TryNext(DerTag.OctetString, out var value))
            _properties.TryAdd(number, bytes[value.ContentStart..value.ContentEnd]);
        return true;
    }

    private static int? NumberOf(ReadOnlySpan<byte> oid)
    {
        if (!oid.StartsWith(PropertyArc)) return null;
        var rest = oid[PropertyArc.Length..];
        return rest.Length switch
        {
            1 when rest[0] < 0x80 => rest[0],
            2 when rest[0] >= 0x80 && rest[1] < 0x80 => ((rest[0] & 0x7F) << 7) | rest[1],
            _ => null,
        };
    }
}
