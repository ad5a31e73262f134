using Crosspath.Testing;
using static Crosspath.X509.Tests.CraftedCertificate;

namespace Crosspath.X509.Tests;

public sealed class CertificateReadingTests
{
    // Lazily, so that a test without the data is skipped and the class is not spoiled.
    private static byte[] Good => LazyGood.Value;

    private static readonly Lazy<byte[]> LazyGood =
        new(() => RealCertificates.Authorities.First(c => c.Flaws == CertificateFlaws.None).Raw.ToArray());

    [Fact]
    public void A_certificate_cut_anywhere_is_an_error_with_a_place_and_never_a_throw()
    {
        for (var length = 0; length < Good.Length; length++)
        {
            Assert.False(Certificate.TryRead(Good.AsMemory(0, length), out _, out var error));
            Assert.InRange(error.Offset, 0, length);
            Assert.NotEmpty(error.Reason);
        }
    }

    [Fact]
    public void Any_single_changed_byte_is_read_or_refused_without_a_throw()
    {
        for (var at = 0; at < Good.Length; at++)
        {
            foreach (var value in (byte[])[0x00, 0x80, 0xFF, (byte)(Good[at] ^ 1)])
            {
                var changed = (byte[])Good.Clone();
                changed[at] = value;
                if (!Certificate.TryRead(changed, out var certificate, out _)) continue;
                _ = certificate.Findings;
                _ = certificate.Subject.ToString();
                foreach (var extension in certificate.Extensions) _ = extension.Oid.ToString();
            }
        }
    }

    [Fact]
    public void Bytes_after_the_certificate_are_a_finding()
    {
        Assert.True(Certificate.TryRead(Good.Concat(new byte[] { 0, 0 }).ToArray(), out var certificate, out _));

        Assert.Equal("trailing-bytes", Assert.Single(certificate.Findings).Code);
        Assert.True(certificate.Raw.Span.SequenceEqual(Good));
    }

    [Theory]
    [InlineData("020101", CertificateFlaws.None)]
    [InlineData("020100", CertificateFlaws.SerialNotPositive)]
    [InlineData("0201FF", CertificateFlaws.SerialNotPositive)]
    [InlineData("02020001", CertificateFlaws.SerialNotShortest)]
    [InlineData("0200", CertificateFlaws.SerialNotPositive | CertificateFlaws.SerialNotShortest)]
    [InlineData("0215010101010101010101010101010101010101010101", CertificateFlaws.SerialTooLong)]
    public void Odd_serial_numbers_are_findings(string serial, CertificateFlaws flaws) =>
        Assert.Equal(flaws, Read(Craft(serial: serial)).Flaws);

    [Theory]
    [InlineData("170D3230303130313030303030305A", "170D3330303130313030303030305A", CertificateFlaws.None)]
    [InlineData("170D3330303130313030303030305A", "170D3230303130313030303030305A", CertificateFlaws.DatesInverted)]
    [InlineData("170D3230313330313030303030305A", "170D3330303130313030303030305A", CertificateFlaws.UnreadableDate)]
    [InlineData("170B323030313031303030305A", "170D3330303130313030303030305A", CertificateFlaws.DateNotDer)]
    [InlineData("1711323030313031303030303030" + "2B30323030", "170D3330303130313030303030305A", CertificateFlaws.DateNotDer)]
    public void Odd_dates_are_findings(string notBefore, string notAfter, CertificateFlaws flaws) =>
        Assert.Equal(flaws, Read(Craft(dates: notBefore + notAfter)).Flaws);

    [Fact]
    public void A_certificate_whose_dates_cannot_be_read_is_never_valid()
    {
        var certificate = Read(Craft(dates: "1701FF" + "1701FF"));

        Assert.True(certificate.NotAfter < certificate.NotBefore);
    }

    [Theory]
    [InlineData("0603551D13" + "0403300101", CertificateFlaws.MalformedExtension)]
    [InlineData("0603551D0F" + "0402" + "0500", CertificateFlaws.MalformedExtension)]
    [InlineData("0603551D0E" + "04020400", CertificateFlaws.None)]
    public void Malformed_extensions_are_findings(string extension, CertificateFlaws flaws) =>
        Assert.Equal(flaws, Read(Craft(extensions: Sequence(Sequence(extension)))).Flaws);

    [Fact]
    public void Extensions_that_occur_twice_are_a_finding_known_or_not()
    {
        const string Known = "0603551D0E04020400";
        const string Unknown = "06032A030404020500";

        Assert.Equal(CertificateFlaws.DuplicateExtension, Read(Craft(extensions: Sequence(Sequence(Known) + Sequence(Known)))).Flaws);
        Assert.Equal(CertificateFlaws.DuplicateExtension, Read(Craft(extensions: Sequence(Sequence(Unknown) + Sequence(Unknown)))).Flaws);
        Assert.Equal(CertificateFlaws.None, Read(Craft(extensions: Sequence(Sequence(Known) + Sequence(Unknown)))).Flaws);
    }

    [Fact]
    public void Ten_thousand_extensions_are_read_and_the_one_twice_is_found()
    {
        var list = string.Concat(Enumerable.Range(0, 10_000).Select(i => Sequence($"0605{0x2A:X2}{0x03:X2}{i / 100 % 100 + 1:X2}{i % 100 + 1:X2}{i / 10_000:X2}04020500")));

        Assert.Equal(CertificateFlaws.None, Read(Craft(extensions: Sequence(list))).Flaws);
        Assert.Equal(CertificateFlaws.DuplicateExtension,
            Read(Craft(extensions: Sequence(list + Sequence("06052A030101" + "00" + "04020500")))).Flaws);
    }

    [Fact]
    public void A_name_of_a_megabyte_is_read()
    {
        var name = Sequence(Wrap("31", Sequence("0603550403" + Wrap("0C", string.Concat(Enumerable.Repeat("41", 1 << 20))))));

        Assert.Equal(1 << 20, Read(Craft(subject: name)).Subject.FriendlyText.Length);
    }

    [Fact]
    public void Long_and_indefinite_lengths_are_read_as_BER_and_said_to_be_so()
    {
        Assert.Equal(CertificateFlaws.BerLength, Read(Craft(subject: "308100")).Flaws);
        Assert.Equal(CertificateFlaws.BerLength, Read(Craft(subject: "30800000")).Flaws);
    }

    [Fact]
    public void Nesting_without_end_is_no_matter()
    {
        var deep = string.Concat(Enumerable.Repeat("3080", 100_000)) + string.Concat(Enumerable.Repeat("0000", 100_000));

        Assert.Equal(CertificateFlaws.BerLength, Read(Craft(subject: deep)).Flaws & CertificateFlaws.BerLength);
    }

    [Fact]
    public void An_inner_algorithm_that_differs_from_the_outer_is_an_error()
    {
        var certificate = Read(Craft(innerAlgorithm: Sequence("06022A04")));

        Assert.Equal(("algorithm-mismatch", Severity.Error), (certificate.Findings[0].Code, certificate.Findings[0].Severity));
    }
}
