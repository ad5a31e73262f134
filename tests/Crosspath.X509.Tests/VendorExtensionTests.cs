using Crosspath.Testing;

namespace Crosspath.X509.Tests;

public sealed class VendorExtensionTests
{
    [Fact]
    public void Readers_know_their_forms()
    {
        Assert.Equal(NetscapeCertificateTypes.SslCa | NetscapeCertificateTypes.MailCa | NetscapeCertificateTypes.ObjectSigningCa,
            VendorExtensions.ReadNetscapeCertificateType(Hex("03020007")));
        Assert.Equal("hello", VendorExtensions.ReadText(Hex("160568656C6C6F")));
        Assert.Equal((2, 1), VendorExtensions.ReadMicrosoftCaVersion(Hex("0203010002")));
        Assert.Equal(new MicrosoftTemplate("SubCA", null, null), VendorExtensions.ReadMicrosoftTemplate(Hex("1E0A00530075006200430041")));
        Assert.Equal(new MicrosoftTemplate("1.2.3", 100, 2), VendorExtensions.ReadMicrosoftTemplate(Hex("300A06022A03" + "020164" + "020102")));
        Assert.Equal([5], VendorExtensions.ReadTlsFeatures(Hex("3003020105"))!);
        Assert.Equal("V7.1", VendorExtensions.ReadEntrustVersion(Hex("300A1B0456372E3103020090")));
    }

    [Fact]
    public void On_real_certificates_nearly_all_can_be_read()
    {
        var (read, unread) = (0, 0);
        foreach (var certificate in RealCertificates.Authorities)
        {
            if (certificate.FindExtension(ExtensionOids.NetscapeCertificateType) is not { } extension) continue;
            if (VendorExtensions.ReadNetscapeCertificateType(extension.Value) is null) unread++;
            else read++;
        }

        Assert.True(read > 400, $"{read}");
        Assert.True(unread < 10, $"{unread}");
    }

    [Fact]
    public void Timestamps_are_read_from_real_certificates()
    {
        var stamps = RealCertificates.Read("data", "certificates", "leaf.pem.gz")
            .Select(certificate => certificate.FindExtension(ExtensionOids.SignedCertificateTimestamps))
            .OfType<Extension>()
            .SelectMany(extension => SignedCertificateTimestamp.ReadList(extension.Value))
            .ToList();

        Assert.True(stamps.Count > 100, $"{stamps.Count}");
        Assert.All(stamps, stamp => Assert.Equal(32, stamp.LogId.Length));
    }

    private static byte[] Hex(string hex) => Convert.FromHexString(hex);
}
