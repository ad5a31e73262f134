using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Crosspath.Testing;

namespace Crosspath.X509.Tests.Files;

public sealed class CertificateFilesTests
{
    /// <summary>Every form, holding the three sample certificates.</summary>
    public static TheoryData<string, byte[]> Forms => new()
    {
        { "PEM", Encoding.ASCII.GetBytes(Samples.PemOfAll) },
        { "PEM in UTF-16", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Samples.PemOfAll)] },
        { "DER", [.. Samples.Certificates.SelectMany(der => der)] },
        { "PKCS#7", Samples.Pkcs7 },
        { "PKCS#7 in PEM", Encoding.ASCII.GetBytes(Samples.Pem(Samples.Pkcs7, "PKCS7")) },
        { "PKCS#12", Samples.Pkcs12("changeit", new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 10)) },
        { "JKS", KeyStoreBytes.Jks(Samples.Certificates) },
        { "serialized store", KeyStoreBytes.Serialized(Samples.Certificates) },
        { "base64", Encoding.ASCII.GetBytes(Convert.ToBase64String(Samples.Pkcs7)) },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_form_is_read_plain_and_compressed(string form, byte[] content)
    {
        Assert.NotEmpty(form);

        Samples.AssertCertificates(Samples.Certificates, Samples.Read(content));
        Samples.AssertCertificates(Samples.Certificates, Samples.Read(Samples.Gzip(content)));
        Samples.AssertCertificates(Samples.Certificates, Samples.Read(Samples.Gzip(Samples.Gzip(content))));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_form_that_is_cut_anywhere_gives_what_is_whole_and_a_report(string form, byte[] content)
    {
        var whole = Samples.Certificates.Select(Convert.ToHexString).ToList();
        foreach (var file in new[] { content, Samples.Gzip(content) })
        {
            for (var length = 0; length < file.Length; length += 97)
            {
                var items = Samples.Read(file[..length]);

                var found = items.OfType<InputItem.FoundCertificate>().Select(Samples.Hex).ToList();
                Assert.Equal(whole[..found.Count], found);
                // A cut between two blocks leaves nothing that could be seen to be missing.
                Assert.True(found.Count > 0 || items.Any(item => item is InputItem.Unreadable), $"{form} {length}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_form_with_a_broken_byte_never_throws(string form, byte[] content)
    {
        for (var at = 0; at < content.Length; at += 13)
        {
            var broken = content.ToArray();
            broken[at] ^= (byte)(1 << (at % 8));
            Assert.True(Samples.Read(broken).Count > 0, $"{form} {at}");
        }
    }

    [Theory]
    [InlineData("data/formats/cacerts-jdk9.jks", 148)] // its header says so
    [InlineData("data/formats/cacerts-jdk9.p12", 148)] // made from the other
    [InlineData("data/revocations/ms-disallowedcert.sst", 71)]
    [InlineData("data/certificates/ca.pem.gz", 8716)]
    [InlineData("data/certificates/leaf.pem.gz", 5050)]
    public void Files_of_the_wild_give_all_their_certificates(string file, int certificates)
    {
        var items = CertificateFiles.Read(SharedData.PathOf(file.Split('/'))).ToList();

        Assert.All(items, item => Assert.IsType<InputItem.FoundCertificate>(item));
        Assert.Equal(certificates, items.Count);
    }

    [Fact]
    public void Both_Java_stores_hold_the_same_certificates()
    {
        var jks = CertificateFiles.Read(SharedData.PathOf("data", "formats", "cacerts-jdk9.jks"));
        var p12 = CertificateFiles.Read(SharedData.PathOf("data", "formats", "cacerts-jdk9.p12"));

        Assert.Equal(HexSet(jks), HexSet(p12));
    }

    [Fact]
    public void The_folder_of_Lets_Encrypt_gives_what_dotnet_finds_in_it()
    {
        var folder = SharedData.PathOf("data", "letsencrypt");
        var expected = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).SelectMany(ReadByDotnet);

        var items = CertificateFiles.Read(folder).ToList();

        Assert.All(items, item => Assert.IsType<InputItem.FoundCertificate>(item));
        Assert.Equal(expected.ToHashSet(), HexSet(items));
    }

    [Theory]
    [InlineData("google-internet-authority-g2-2017-06-29.crl")]
    [InlineData("incommon-rsa-server-ca-2018-08-20.crl.gz")]
    public void Real_CRLs_are_told_from_certificates(string file)
    {
        var path = SharedData.PathOf("data", "revocations", "crl", file);

        Assert.IsType<InputItem.FoundCrl>(Assert.Single(CertificateFiles.Read(path)));
    }

    [Fact]
    public void A_gzip_bomb_is_refused_in_little_memory()
    {
        var sixteen = Samples.Gzip(new byte[16 << 20]);
        var gibibyte = Enumerable.Repeat(sixteen, 64).SelectMany(part => part).ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();

        var item = Assert.Single(Samples.Read(gibibyte));

        Assert.Equal(UnreadableKind.LimitExceeded, Assert.IsType<InputItem.Unreadable>(item).Kind);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 << 20);
    }

    [Fact]
    public void A_bomb_of_bombs_is_refused()
    {
        var sixteen = Samples.Gzip(new byte[16 << 20]);
        var bomb = Samples.Gzip([.. Enumerable.Repeat(sixteen, 64).SelectMany(part => part)]);

        var item = Assert.Single(Samples.Read(bomb));

        Assert.Equal(UnreadableKind.LimitExceeded, Assert.IsType<InputItem.Unreadable>(item).Kind);
    }

    [Fact]
    public void A_binary_form_longer_than_the_limit_is_refused()
    {
        var limits = new InputLimits { WholeFileBytes = 500 };

        var items = new[] { Samples.Pkcs7, Samples.Gzip(Samples.Pkcs7) }.Select(file => Samples.Read(file, limits));

        Assert.All(items, item => Assert.Equal(
            UnreadableKind.LimitExceeded, Assert.IsType<InputItem.Unreadable>(Assert.Single(item)).Kind));
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData(" \n", "only white space")]
    [InlineData("dear diary", "a text without a PEM block")]
    [InlineData("<html>", "looks like HTML or XML")]
    [InlineData("PK\u0003\u0004", "looks like a ZIP archive")]
    [InlineData("\u0001\u0002", "unknown binary data")]
    [InlineData("00:11:22", "DER too short to be a certificate, or text")]
    public void What_is_no_certificate_file_is_named(string content, string reason)
    {
        var item = Assert.IsType<InputItem.Unreadable>(Assert.Single(Samples.Read(content)));

        Assert.Equal((UnreadableKind.NoCertificate, "no certificate found: " + reason), (item.Kind, item.Reason));
    }

    [Fact]
    public void Keys_and_requests_are_named()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256).CreateSigningRequest();

        Assert.Equal("no certificate found: it is a key", Reason(Samples.Key));
        Assert.Equal("no certificate found: it is a certificate request", Reason(request));
    }

    [Fact]
    public void Trailing_bytes_are_reported_behind_what_was_read()
    {
        var der = Samples.Certificates[0];

        var items = Samples.Read([.. der, 0, 0]);

        Samples.AssertCertificates([der], items[..1]);
        var trailing = Assert.IsType<InputItem.Unreadable>(items[1]);
        Assert.Equal((der.Length, UnreadableKind.Damaged), (trailing.Offset, trailing.Kind));
    }

    [Fact]
    public void Random_bytes_never_throw()
    {
        var random = new Random(20211001);
        byte[][] starts = [[], [0x30, 0x82], [0x30, 0x80], [0x1F, 0x8B, 8], [0xFE, 0xED, 0xFE, 0xED, 0, 0, 0, 2]];
        for (var round = 0; round < 2000; round++)
        {
            var bytes = new byte[random.Next(400)];
            random.NextBytes(bytes);
            Assert.NotEmpty(Samples.Read([.. starts[round % starts.Length], .. bytes]));
        }
    }

    [Fact]
    public void A_file_that_is_missing_is_reported_as_such()
    {
        var item = Assert.Single(CertificateFiles.Read(Path.Combine(SharedData.Repository, "no such file")));

        Assert.Equal(UnreadableKind.Io, Assert.IsType<InputItem.Unreadable>(item).Kind);
    }

    private static string Reason(byte[] content) =>
        Assert.IsType<InputItem.Unreadable>(Assert.Single(Samples.Read(content))).Reason;

    private static HashSet<string> HexSet(IEnumerable<InputItem> items) =>
        [.. items.OfType<InputItem.FoundCertificate>().Select(Samples.Hex)];

    private static IEnumerable<string> ReadByDotnet(string path)
    {
        var certificates = new X509Certificate2Collection();
        var bytes = File.ReadAllBytes(path);
#pragma warning disable SYSLIB0057 // the loader that reads PKCS#7 too
        if (bytes[0] == 0x30) certificates.Import(bytes);
#pragma warning restore SYSLIB0057
        else certificates.ImportFromPem(Encoding.UTF8.GetString(bytes));
        return certificates.Select(certificate => Convert.ToHexString(certificate.RawData));
    }
}
