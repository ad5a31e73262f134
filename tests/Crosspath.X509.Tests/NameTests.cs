using System.Formats.Asn1;

namespace Crosspath.X509.Tests;

public sealed class NameTests
{
    [Fact]
    public void Names_print_as_RFC_4514_says()
    {
        // The examples of its section 4.
        Assert.Equal("UID=jsmith,DC=example,DC=net",
            Make(("0.9.2342.19200300.100.1.25", "net"), ("0.9.2342.19200300.100.1.25", "example"), ("0.9.2342.19200300.100.1.1", "jsmith")).ToString());
        Assert.Equal("CN=James \\\"Jim\\\" Smith\\, III", Make(("2.5.4.3", "James \"Jim\" Smith, III")).ToString());
        Assert.Equal("CN=Before\\0dAfter", Make(("2.5.4.3", "Before\rAfter")).ToString());
        Assert.Equal("CN=Lučić", Make(("2.5.4.3", "Lučić")).ToString());
        Assert.Equal("CN=\\ padded\\ ", Make(("2.5.4.3", " padded ")).ToString());
    }

    [Theory]
    [InlineData("Example CA", "EXAMPLE  ca")]
    [InlineData("Example CA", "  Example CA ")]
    [InlineData("Straße Ä", "STRASSE Ä", false)]
    [InlineData("Ärger", "äRGER")]
    [InlineData("a b", "ab", false)]
    [InlineData("a\tb", "a b")]
    [InlineData("a\u00ADb", "ab")]
    public void Names_are_equal_by_RFC_5280_section_7_1(string one, string other, bool isEqual = true)
    {
        var (left, right) = (Make(("2.5.4.3", one)), Make(("2.5.4.3", other)));

        Assert.Equal(isEqual, left.Equals(right));
        Assert.Equal(isEqual, left.GetHashCode() == right.GetHashCode());
    }

    [Theory]
    [InlineData(UniversalTagNumber.PrintableString)]
    [InlineData(UniversalTagNumber.BMPString)]
    [InlineData(UniversalTagNumber.T61String)]
    [InlineData(UniversalTagNumber.IA5String)]
    public void The_string_type_does_not_matter_but_is_told(UniversalTagNumber type)
    {
        var (left, right) = (Make(UniversalTagNumber.UTF8String, "Example CA"), Make(type, "Example CA"));

        Assert.True(left.Equals(right));
        Assert.Contains("UTF8String", left.DescribeByteDifference(right), StringComparison.Ordinal);
        Assert.Null(left.DescribeByteDifference(left));
    }

    [Fact]
    public void The_order_of_relative_names_matters_and_that_inside_one_does_not()
    {
        Assert.NotEqual(Make(("2.5.4.3", "a"), ("2.5.4.10", "b")), Make(("2.5.4.10", "b"), ("2.5.4.3", "a")));
        Assert.Equal(MultiValued(("2.5.4.3", "a"), ("2.5.4.10", "b")), MultiValued(("2.5.4.10", "b"), ("2.5.4.3", "a")));
        Assert.NotEqual(MultiValued(("2.5.4.3", "a"), ("2.5.4.10", "b")), Make(("2.5.4.3", "a"), ("2.5.4.10", "b")));
    }

    [Fact]
    public void Malformed_names_equal_nothing_but_their_own_bytes()
    {
        var (one, other) = (new Name(new byte[] { 0x30, 2, 0x31, 5 }), new Name(new byte[] { 0x30, 2, 0x31, 6 }));

        Assert.False(one.Equals(other));
        Assert.False(one.Equals(new Name(new byte[] { 0x30, 0 })));
        Assert.True(one.Equals(new Name(one.Raw.ToArray())));
    }

    [Fact]
    public void What_would_move_a_terminals_cursor_or_turn_its_text_is_escaped()
    {
        var text = Make(("2.5.4.3", "evil\u001b[2J\u202egnp")).ToString();

        Assert.DoesNotContain('\u001b', text);
        Assert.DoesNotContain('\u202e', text);
        Assert.Equal("CN=evil\\1b[2J\\e2\\80\\aegnp", text);
    }

    private static Name Make(params (string Type, string Value)[] attributes) => Encode(writer =>
    {
        foreach (var (type, value) in attributes)
        {
            using (writer.PushSetOf()) Write(writer, type, UniversalTagNumber.UTF8String, value);
        }
    });

    private static Name Make(UniversalTagNumber tag, string value) => Encode(writer =>
    {
        using (writer.PushSetOf()) Write(writer, "2.5.4.3", tag, value);
    });

    private static Name MultiValued(params (string Type, string Value)[] attributes)
    {
        // Written by hand, since a DER writer would sort the set.
        var pairs = attributes.SelectMany(attribute =>
        {
            var writer = new AsnWriter(AsnEncodingRules.DER);
            Write(writer, attribute.Type, UniversalTagNumber.UTF8String, attribute.Value);
            return writer.Encode();
        }).ToArray();
        return new Name(new byte[] { 0x30, (byte)(pairs.Length + 2), 0x31, (byte)pairs.Length }.Concat(pairs).ToArray());
    }

    private static void Write(AsnWriter writer, string type, UniversalTagNumber tag, string value)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(type);
            writer.WriteCharacterString(tag, value);
        }
    }

    private static Name Encode(Action<AsnWriter> write)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence()) write(writer);
        return new Name(writer.Encode());
    }
}
