using System.Formats.Asn1;
using System.Net;

namespace Crosspath.Authority;

/// <summary>A general name to be put into an extension: RFC 5280 section 4.2.1.6. As the base of a name constraint it
/// means what section 4.2.1.10 says.</summary>
public sealed class GeneralNameDraft
{
    private readonly byte[] _encoded;

    private GeneralNameDraft(Action<AsnWriter> write)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        write(writer);
        _encoded = writer.Encode();
    }

    /// <summary>rfc822Name.</summary>
    public static GeneralNameDraft Email(string mailbox) => Text(1, mailbox);

    /// <summary>dNSName.</summary>
    public static GeneralNameDraft Dns(string name) => Text(2, name);

    /// <summary>directoryName.</summary>
    /// <param name="name">The name's DER.</param>
    public static GeneralNameDraft Directory(ReadOnlyMemory<byte> name) => new(writer =>
    {
        // Name is a CHOICE, so the tag is explicit (X.680 section 31.2.7).
        using (writer.PushSequence(Tag(4))) writer.WriteEncodedValue(name.Span);
    });

    /// <summary>uniformResourceIdentifier.</summary>
    public static GeneralNameDraft Uri(string uri) => Text(6, uri);

    /// <summary>iPAddress.</summary>
    public static GeneralNameDraft Ip(IPAddress address) =>
        new(writer => writer.WriteOctetString(address.GetAddressBytes(), Tag(7)));

    /// <summary>iPAddress as a name constraint has it: an address and a mask.</summary>
    public static GeneralNameDraft IpRange(IPNetwork range) => new(writer =>
    {
        var address = range.BaseAddress.GetAddressBytes();
        var mask = new byte[address.Length];
        for (var bit = 0; bit < range.PrefixLength; bit++) mask[bit / 8] |= (byte)(0x80 >> (bit % 8));
        writer.WriteOctetString([.. address, .. mask], Tag(7));
    });

    internal void Write(AsnWriter writer) => writer.WriteEncodedValue(_encoded);

    private static GeneralNameDraft Text(int tag, string text) =>
        new(writer => writer.WriteCharacterString(UniversalTagNumber.IA5String, text, Tag(tag)));

    private static Asn1Tag Tag(int number) => new(TagClass.ContextSpecific, number);
}
