using System.Net;
using System.Text;
using Crosspath.X509.Der;

namespace Crosspath.X509;

/// <summary>The choices of a GeneralName, numbered by their context tags: RFC 5280 section 4.2.1.6.</summary>
public enum GeneralNameKind
{
#pragma warning disable CS1591 // the names are RFC 5280's own
    OtherName = 0,
    Rfc822Name = 1,
    DnsName = 2,
    X400Address = 3,
    DirectoryName = 4,
    EdiPartyName = 5,
    Uri = 6,
    IpAddress = 7,
    RegisteredId = 8,
#pragma warning restore CS1591
}

/// <summary>One name of a subject, an issuer, a constraint or a place: RFC 5280 section 4.2.1.6.</summary>
/// <param name="Kind">What sort of name.</param>
/// <param name="Value">Its octets: text as ASCII, an address (in constraints with its mask), a
/// <see cref="Name"/>'s DER for a directory name.</param>
public readonly record struct GeneralName(GeneralNameKind Kind, ReadOnlyMemory<byte> Value)
{
    /// <summary>The value of the kinds that are IA5Strings; bytes beyond ASCII as Latin-1.</summary>
    public string Text => Encoding.Latin1.GetString(Value.Span);

    /// <summary>The value of a directory name.</summary>
    public Name Directory => new(Value);

    /// <summary>Kind and value, as people write them.</summary>
    public override string ToString() => Kind switch
    {
        GeneralNameKind.DnsName => "dns:" + Printable(Text),
        GeneralNameKind.Rfc822Name => "email:" + Printable(Text),
        GeneralNameKind.Uri => "uri:" + Printable(Text),
        GeneralNameKind.DirectoryName => "dirname:" + Directory,
        GeneralNameKind.IpAddress => "ip:" + AddressText(Value.Span),
        GeneralNameKind.RegisteredId => "oid:" + new ObjectIdentifier(Value),
        _ => $"{Kind}:{Convert.ToHexStringLower(Value.Span)}",
    };

    /// <summary>Reads one; false when it cannot be read.</summary>
    internal static bool TryRead(ReadOnlyMemory<byte> bytes, DerElement element, out GeneralName name)
    {
        name = default;
        var number = element.Tag & 0x1F;
        if ((element.Tag & 0xC0) != 0x80 || number > 8) return false;
        // Text in segments (X.690 section 8.14) would read as a name that it is not, and slip past a constraint.
        if (element.IsConstructed && IsPrimitive((GeneralNameKind)number)) return false;
        var content = Slice.Content(element).Of(bytes);
        // directoryName is a CHOICE, so its tag is explicit: the content is the Name with its own header.
        if (number == (int)GeneralNameKind.DirectoryName)
        {
            var reader = new DerReader(content.Span);
            if (!reader.TryNext(DerTag.Sequence, out _) || !reader.AtEnd) return false;
        }
        name = new GeneralName((GeneralNameKind)number, content);
        return true;
    }

    /// <summary>Reads a series of names that fills [<paramref name="element"/>]'s content.</summary>
    internal static bool TryReadAll(ReadOnlyMemory<byte> bytes, DerElement element, out List<GeneralName> names)
    {
        names = [];
        var reader = new DerReader(bytes.Span, element);
        while (!reader.AtEnd)
        {
            if (reader.Next(out var item) != DerStatus.Ok) return false;
            if (!TryRead(bytes, item, out var name)) return false;
            names.Add(name);
        }
        return true;
    }

    private static bool IsPrimitive(GeneralNameKind kind) => kind is GeneralNameKind.Rfc822Name
        or GeneralNameKind.DnsName or GeneralNameKind.Uri or GeneralNameKind.IpAddress or GeneralNameKind.RegisteredId;

    private static string AddressText(ReadOnlySpan<byte> octets) => octets.Length switch
    {
        4 or 16 => new IPAddress(octets).ToString(),
        8 or 32 => $"{new IPAddress(octets[..(octets.Length / 2)])}/{new IPAddress(octets[(octets.Length / 2)..])}",
        _ => "#" + Convert.ToHexStringLower(octets),
    };

    /// <summary>Text from strangers, with what is not printable ASCII as hex.</summary>
    internal static string Printable(string text) =>
        string.Concat(text.Select(character => character is >= ' ' and <= '~' ? character.ToString() : $"\\x{(int)character:x2}"));
}
