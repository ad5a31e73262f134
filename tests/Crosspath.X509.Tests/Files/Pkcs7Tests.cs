using System.Formats.Asn1;
using System.Security.Cryptography.Pkcs;
using Crosspath.Testing;

namespace Crosspath.X509.Tests.Files;

public sealed class Pkcs7Tests
{
    private static readonly byte[] SignedData = [0x06, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 2];
    private static readonly byte[] NoContent = [0x30, 11, 0x06, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 1];
    private static readonly byte[] End = [0, 0];

    [Fact]
    public void Certificates_and_CRLs_come_out_of_lengths_without_number()
    {
        var file = Indefinite(Samples.Certificates[0], Samples.Crl);

        var items = Samples.Read(file);

        Samples.AssertCertificates([Samples.Certificates[0]], items[..1]);
        Assert.Equal(Samples.Crl, Assert.IsType<InputItem.FoundCrl>(Assert.Single(items[1..])).Der.ToArray());
    }

    [Fact]
    public void The_offset_is_that_of_the_certificate_in_the_file()
    {
        var file = Samples.Pkcs7;

        var item = Assert.IsType<InputItem.FoundCertificate>(Samples.Read(file)[1]);

        Assert.Equal(item.Der.ToArray(), file[(int)item.Offset..((int)item.Offset + item.Der.Length)]);
    }

    [Fact]
    public void A_cut_bundle_gives_the_certificates_before_the_cut()
    {
        var whole = Indefinite(Samples.Certificates[0], Samples.Crl);
        var cut = whole[..(whole.Length - Samples.Crl.Length)];

        var items = Samples.Read(cut);

        Samples.AssertCertificates([Samples.Certificates[0]], items[..1]);
        Assert.All(items[1..], item => Assert.IsType<InputItem.Unreadable>(item));
        Assert.NotEmpty(items[1..]);
    }

    [Fact]
    public void A_bundle_without_certificates_says_so()
    {
        var item = Assert.Single(Samples.Read(Indefinite([], [])));

        Assert.Equal(UnreadableKind.NoCertificate, Assert.IsType<InputItem.Unreadable>(item).Kind);
    }

    [Fact]
    public void The_signers_of_a_Microsoft_trust_list_are_found()
    {
        var path = SharedData.PathOf("data", "formats", "authroot.stl");
        var cms = new SignedCms();
        cms.Decode(File.ReadAllBytes(path));

        var items = CertificateFiles.Read(path);

        Samples.AssertCertificates(cms.Certificates.Select(certificate => certificate.RawData), items);
    }

    [Fact]
    public void A_Netscape_certificate_sequence_is_read()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier("2.16.840.1.113730.2.5");
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            using (writer.PushSequence())
                foreach (var der in Samples.Certificates) writer.WriteEncodedValue(der);
        }

        Samples.AssertCertificates(Samples.Certificates, Samples.Read(writer.Encode()));
    }

    [Fact]
    public void Elements_without_end_a_hundred_thousand_deep_are_no_problem()
    {
        byte[] open = [0x30, 0x80];
        var deep = Enumerable.Repeat(open, 100_000).SelectMany(part => part).ToArray();

        Assert.All(Samples.Read(deep), item => Assert.IsType<InputItem.Unreadable>(item));
        Assert.NotEmpty(Samples.Read(Indefinite(deep, [])));
    }

    private static byte[] Indefinite(byte[] certificates, byte[] crls) =>
    [
        0x30, 0x80, .. SignedData, 0xA0, 0x80,
        0x30, 0x80, 0x02, 1, 1, 0x31, 0, .. NoContent,
        0xA0, 0x80, .. certificates, .. End,
        0xA1, 0x80, .. crls, .. End,
        0x31, 0, .. End, .. End, .. End,
    ];
}
