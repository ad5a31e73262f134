using System.Formats.Asn1;
using Crosspath.Testing;
using Crosspath.X509.Tests.Signatures;
using static Crosspath.X509.Tests.CraftedCertificate;

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
        Assert.Equal("OU=Sales+CN=J.  Smith", MultiValued(("2.5.4.11", "Sales"), ("2.5.4.3", "J.  Smith")).ToString());
        Assert.Equal("1.3.6.1.4.1.1466.0=#04024869", new Name(Convert.FromHexString(
            "3012" + "3110" + "300E" + "06082B060104018B3A00" + "04024869")).ToString());
        Assert.Equal("CN=\\#1 \\<a\\>\\;\\\\\\+=b", Make(("2.5.4.3", "#1 <a>;\\+=b")).ToString());
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
    [InlineData("a\u180Bb\u1806", "ab")]
    [InlineData("a\U000E0041b", "ab")]
    [InlineData("a\u00A0b", "a b")]
    [InlineData("\U00010400", "\U00010428")]
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
    public void An_empty_relative_name_makes_another_name_and_hides_nothing()
    {
        var name = Make(("2.5.4.3", "a"));
        var before = new Name(Convert.FromHexString("300E" + "3100" + "310A300806035504030C0161"));
        var after = new Name(Convert.FromHexString("300E" + "310A300806035504030C0161" + "3100"));

        Assert.NotEqual(name, before);
        Assert.NotEqual(name, after);
        Assert.Equal("CN=a", before.ToString());
    }

    [Fact]
    public void Bytes_after_a_value_make_another_name() =>
        Assert.NotEqual(Make(("2.5.4.3", "a")), new Name(Convert.FromHexString("300E" + "310C300A06035504030C0161" + "0500")));

    [Fact]
    public void Values_that_are_no_text_of_their_type_are_equal_to_themselves_only()
    {
        var (one, other) = (Bmp("D800"), Bmp("D801"));

        Assert.Equal(one.Attributes()[0].Text, other.Attributes()[0].Text);
        Assert.NotEqual(one, other);
        Assert.Equal(one, Bmp("D800"));
    }

    [Fact]
    public void An_attribute_type_of_a_megabyte_prints_as_hex_and_in_good_time()
    {
        var type = Wrap("06", string.Concat(Enumerable.Repeat("FF", 1 << 20)));
        var name = new Name(Convert.FromHexString(Wrap("30", Wrap("31", Wrap("30", type + "0C0161")))));

        Assert.StartsWith("oid:ffffff", name.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Example CA", "EXAMPLE CA", "letter case")]
    [InlineData("Example CA", "Example  CA", "white space")]
    public void Differences_of_equal_names_are_told(string one, string other, string difference) =>
        Assert.Contains(difference, Make(("2.5.4.3", one)).DescribeByteDifference(Make(("2.5.4.3", other))), StringComparison.Ordinal);

    [Fact]
    public void The_order_inside_a_relative_name_and_odd_lengths_are_told_and_unequal_names_are_not()
    {
        var (one, other) = (MultiValued(("2.5.4.3", "a"), ("2.5.4.10", "b")), MultiValued(("2.5.4.10", "b"), ("2.5.4.3", "a")));
        var name = Make(("2.5.4.3", "a"));
        var longer = new Name((byte[])[0x30, 0x81, .. name.Raw.Span[1..]]);

        Assert.Contains("another order", one.DescribeByteDifference(other), StringComparison.Ordinal);
        Assert.Contains("lengths", name.DescribeByteDifference(longer), StringComparison.Ordinal);
        Assert.Null(name.DescribeByteDifference(one));
    }

    [Fact]
    public void Invisible_characters_beyond_the_basic_plane_are_escaped() =>
        Assert.Equal("CN=a\\f3\\a0\\81\\81", Make(("2.5.4.3", "a\U000E0041")).ToString());

    [Fact]
    public void Real_names_print_as_OpenSSL_prints_them()
    {
        using var openssl = new OpenSslTool();
        var file = Path.Combine(openssl.Folder.FullName, "one.der");
        var plain = RealCertificates.Authorities.Where(certificate => IsPlain(certificate.Subject)).ToList();

        foreach (var certificate in Enumerable.Range(0, 60).Select(i => plain[i * (plain.Count / 60)]))
        {
            File.WriteAllBytes(file, certificate.Raw.ToArray());
            var theirs = openssl.Run("x509 -inform DER -in one.der -noout -subject -nameopt RFC2253,-esc_msb");
            Assert.Equal(theirs.Trim()["subject=".Length..], certificate.Subject.ToString());
        }
    }

    // One attribute a relative name, of a type that both call the same.
    private static bool IsPlain(Name name)
    {
        string[] types = ["2.5.4.3", "2.5.4.6", "2.5.4.7", "2.5.4.8", "2.5.4.10", "2.5.4.11", "0.9.2342.19200300.100.1.25"];
        var attributes = name.Attributes();
        return attributes.All(attribute => types.Contains(attribute.Type.ToString()) && attribute.IsText)
            && attributes.Select(attribute => attribute.Rdn).Distinct().Count() == attributes.Count;
    }

    private static Name Bmp(string unit) =>
        new(Convert.FromHexString("300D" + "310B300906035504031E02" + unit));

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
