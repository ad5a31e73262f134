using System.Text;
using Crosspath.Testing;

namespace Crosspath.X509.Tests.Files;

public sealed class PemScannerTests
{
    private static byte[] One => Samples.Certificates[0];
    private static string OnePem => Samples.Pem(One);

    [Fact]
    public void All_blocks_are_found_in_order_with_any_text_between_them()
    {
        var text = "Bag Attributes\n    friendlyName: one\n" + Samples.PemOfAll.Replace(
            "-----END CERTIFICATE-----\n", "-----END CERTIFICATE-----\n# text -- and --- dashes -----\n\0\n",
            StringComparison.Ordinal);

        Samples.AssertCertificates(Samples.Certificates, Samples.Read(text));
    }

    [Fact]
    public void An_item_names_the_offset_of_its_BEGIN_line()
    {
        var items = Samples.Read("0123456789" + OnePem + OnePem);

        Assert.Equal([10, 10 + OnePem.Length], items.Select(item => item.Offset));
        Assert.All(items, item => Assert.Equal("input", item.Source));
    }

    [Fact]
    public void Line_ends_may_be_of_any_kind_or_missing()
    {
        var crlf = OnePem.Replace("\n", "\r\n", StringComparison.Ordinal);
        var cr = OnePem.Replace('\n', '\r');
        var none = OnePem.Replace("\n", "", StringComparison.Ordinal);
        var indented = OnePem.Replace("\n", "  \n\t ", StringComparison.Ordinal);
        var json = "{\"pem\": \"" + OnePem.Replace("\n", "\\n", StringComparison.Ordinal) + "\"}";

        Samples.AssertCertificates([One, One, One, One, One], Samples.Read(crlf + cr + none + indented + json));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void A_byte_order_mark_is_understood(string name)
    {
        var encoding = Encoding.GetEncoding(name);

        var items = Samples.Read([.. encoding.GetPreamble(), .. encoding.GetBytes("Zürich\n" + Samples.PemOfAll)]);

        Samples.AssertCertificates(Samples.Certificates, items);
        Assert.Equal(encoding.GetPreamble().Length + encoding.GetByteCount("Zürich\n"), items[0].Offset);
    }

    [Theory]
    [InlineData("X509 CERTIFICATE")]
    [InlineData("TRUSTED CERTIFICATE")]
    [InlineData("CERTIFICATE CHAIN")]
    [InlineData("PKCS7")]
    public void Other_labels_of_certificates_are_read(string label) =>
        Samples.AssertCertificates([One], Samples.Read(Samples.Pem(One, label)));

    [Fact]
    public void What_OpenSSL_keeps_behind_a_trusted_certificate_is_left_out()
    {
        byte[] auxiliary = [0x30, 0x06, 0x0C, 0x04, (byte)'n', (byte)'a', (byte)'m', (byte)'e'];

        Samples.AssertCertificates([One], Samples.Read(Samples.Pem([.. One, .. auxiliary], "TRUSTED CERTIFICATE")));
    }

    [Fact]
    public void A_CRL_is_found_beside_certificates()
    {
        var items = Samples.Read(OnePem + Samples.Pem(Samples.Crl, "X509 CRL"));

        var crl = Assert.IsType<InputItem.FoundCrl>(items[1]);
        Assert.Equal(Samples.Crl, crl.Der.ToArray());
    }

    [Fact]
    public void Private_keys_are_passed_over_and_never_shown()
    {
        var key = Samples.Pem(Samples.Key, "PRIVATE KEY");

        Samples.AssertCertificates([One], Samples.Read(key + OnePem + key));
        var alone = Assert.IsType<InputItem.Unreadable>(Assert.Single(Samples.Read(key)));
        Assert.Equal(UnreadableKind.NoCertificate, alone.Kind);
        Assert.Equal("no certificate found: only PEM blocks of other kinds (PRIVATE KEY)", alone.Reason);
    }

    [Fact]
    public void Header_lines_inside_a_block_are_skipped()
    {
        var text = OnePem.Insert(
            OnePem.IndexOf('\n') + 1, "Proc-Type: 4,CLEAR\nX-Comment: folded\n  over two lines\n\n");

        Samples.AssertCertificates([One], Samples.Read(text));
    }

    [Fact]
    public void Missing_padding_is_forgiven() =>
        Samples.AssertCertificates(
            Samples.Certificates, Samples.Read(Samples.PemOfAll.Replace("=", "", StringComparison.Ordinal)));

    [Fact]
    public void A_broken_block_is_reported_with_its_offset_and_the_next_is_read()
    {
        var broken = OnePem[..200] + "!" + OnePem[201..];

        var items = Samples.Read("#\n" + broken + OnePem);

        var first = Assert.IsType<InputItem.Unreadable>(items[0]);
        Assert.Equal((2L, UnreadableKind.Damaged), (first.Offset, first.Kind));
        Samples.AssertCertificates([One], items[1..]);
    }

    [Fact]
    public void A_block_without_END_line_is_reported_and_the_next_is_read()
    {
        var items = Samples.Read(OnePem[..200] + "\n" + OnePem);

        Assert.Equal("a CERTIFICATE block without its END line", Assert.IsType<InputItem.Unreadable>(items[0]).Reason);
        Samples.AssertCertificates([One], items[1..]);
    }

    [Fact]
    public void A_block_that_is_too_long_is_reported_and_the_next_is_read()
    {
        var limits = new InputLimits { BlockBytes = 2000 };
        var large = Samples.Pem(new byte[100_000]);

        var items = Samples.Read(Encoding.ASCII.GetBytes(large + OnePem), limits);

        Assert.Equal(UnreadableKind.LimitExceeded, Assert.IsType<InputItem.Unreadable>(items[0]).Kind);
        Samples.AssertCertificates([One], items[1..]);
    }

    [Fact]
    public void A_certificate_block_that_holds_something_else_is_damaged()
    {
        var item = Assert.Single(Samples.Read(Samples.Pem(Samples.Key)));

        Assert.Equal(UnreadableKind.Damaged, Assert.IsType<InputItem.Unreadable>(item).Kind);
    }

    [Fact]
    public void Base64_without_armour_is_read()
    {
        var lines = Convert.ToBase64String(One, Base64FormattingOptions.InsertLineBreaks);

        Samples.AssertCertificates([One], Samples.Read(lines));
        Samples.AssertCertificates([One], Samples.Read("\n" + Convert.ToBase64String(One)));
        Samples.AssertCertificates([One], Samples.Read(lines + "\n# and then PEM\n" + OnePem));
    }

    [Fact]
    public void A_block_that_is_coded_twice_is_unwrapped()
    {
        var twice = Samples.Pem(Encoding.ASCII.GetBytes(OnePem));

        Samples.AssertCertificates([One], Samples.Read(twice));
    }

    [Fact]
    public void Unwrapping_ends_at_the_limit_of_nesting()
    {
        var often = Samples.Pem(Encoding.ASCII.GetBytes(Samples.Pem(Encoding.ASCII.GetBytes(
            Samples.Pem(Encoding.ASCII.GetBytes(OnePem))))));

        var item = Assert.Single(Samples.Read(often));

        Assert.Equal(UnreadableKind.LimitExceeded, Assert.IsType<InputItem.Unreadable>(item).Kind);
    }

    [Fact]
    public void The_Microsoft_export_that_was_coded_twice_is_read()
    {
        var path = SharedData.PathOf("data", "formats", "ms-roots-double-encoded.excerpt.pem");
        var blocks = File.ReadAllText(path).Split("-----BEGIN").Length - 1;

        var items = CertificateFiles.Read(path).ToList();

        Assert.All(items, item => Assert.IsType<InputItem.FoundCertificate>(item));
        Assert.Equal(blocks, items.Count);
    }

    [Fact]
    public void Blocks_are_found_wherever_they_lie_across_the_window()
    {
        // Every position of a BEGIN line against the end of the first window.
        foreach (var shift in Enumerable.Range(0, 1200))
        {
            var text = new string('x', ByteWindow.Size - 1200 + shift) + OnePem + OnePem;
            Samples.AssertCertificates([One, One], Samples.Read(text));
        }
    }
}
