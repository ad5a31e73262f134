using Crosspath.Testing;
using Crosspath.X509.Der;
using static Crosspath.X509.Tests.CraftedCertificate;

namespace Crosspath.X509.Tests;

public sealed class ExtensionTextTests
{
    [Theory]
    [InlineData("2.5.29.14", "0402ABCD", "abcd")]
    [InlineData("2.5.29.15", "03020106", "keyCertSign, cRLSign")]
    [InlineData("2.5.29.16", "3011800F32303230303130313030303030305A", "from 2020-01-01T00:00:00Z")]
    [InlineData("2.5.29.17", "30048202612F", "dns:a/")]
    [InlineData("2.5.29.17", "3004820261" + "1B", "dns:a\\x1b")]
    [InlineData("2.5.29.19", "3000", "no CA")]
    [InlineData("2.5.29.19", "30060101FF020100", "CA|path length x00")]
    [InlineData("2.5.29.20", "02020623", "0623")]
    [InlineData("2.5.29.28", "30038401FF", "also certificates of other issuers")]
    [InlineData("2.5.29.30", "3012A0073005820362" + "2E63" + "A1073005820362" + "2E64", "permits dns:b.c|excludes dns:b.d")]
    [InlineData("2.5.29.31", "300A3008A006A00486" + "026162", "uri:ab")]
    [InlineData("2.5.29.32", "300A3008060667810C010201", "domainValidated")]
    [InlineData("2.5.29.33", "300C300A06022A03" + "0604551D2000", "1.2.3 is anyPolicy")]
    [InlineData("2.5.29.35", "300780020102820103", "0102|serial number 03")]
    [InlineData("2.5.29.36", "3006800100810102", "explicit policy after 0|policy mapping inhibited after 2")]
    [InlineData("2.5.29.37", "300A06082B06010505070301", "serverAuth")]
    [InlineData("2.5.29.54", "020103", "after 3")]
    [InlineData("1.3.6.1.5.5.7.1.1", "3010300E06082B06010505073001" + "86026162", "ocsp at uri:ab")]
    [InlineData("1.3.6.1.5.5.7.1.3", "300A3008060604008E460101", "etsiQcCompliance")]
    [InlineData("1.3.6.1.5.5.7.1.24", "3003020105", "status_request (5)")]
    [InlineData("1.3.6.1.5.5.7.48.1.5", "0500", "")]
    [InlineData("1.3.6.1.4.1.11129.2.4.3", "0500", "")]
    [InlineData("1.3.6.1.4.1.311.20.2", "1E0400430041", "CA")]
    [InlineData("1.3.6.1.4.1.311.21.1", "020301" + "0002", "certificate 2, key 1")]
    [InlineData("1.3.6.1.4.1.311.21.2", "0402ABCD", "abcd")]
    [InlineData("1.3.6.1.4.1.311.21.7", "300A06022A03020164020102", "1.2.3 100.2")]
    [InlineData("1.3.6.1.4.1.311.21.10", "300C300A06082B06010505070301", "serverAuth")]
    [InlineData("1.2.840.113533.7.65.0", "30061B0456372E31", "V7.1")]
    [InlineData("2.16.840.1.113730.1.1", "03020007", "SslCa, MailCa, ObjectSigningCa")]
    [InlineData("2.16.840.1.113730.1.13", "16026869", "hi")]
    [InlineData("1.2.3.4", "0500", "0500")]
    public void Every_known_extension_has_its_lines(string oid, string value, string lines) =>
        Assert.Equal(lines, string.Join('|', Describe(oid, value)));

    [Fact]
    public void What_cannot_be_read_says_so_and_long_values_are_cut()
    {
        Assert.Equal(["cannot be read: 0500"], Describe("2.5.29.17", "0500"));
        Assert.EndsWith("… (1000 bytes)", Assert.Single(Describe("1.2.3.4", new string('0', 2000))), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_real_certificates_nearly_all_extensions_are_known_and_readable()
    {
        var all = RealCertificates.Authorities.SelectMany(certificate => certificate.Extensions.ToArray()).ToList();

        var unreadable = all.Where(extension => ExtensionText.Describe(extension) is [var line] && line.StartsWith("cannot", StringComparison.Ordinal)).ToList();
        var nameless = all.Count(extension => ObjectIdentifierNames.Of(extension.Oid) == extension.Oid.ToString());

        Assert.True(all.Count > 50_000, $"{all.Count}");
        Assert.True(unreadable.Count < 60, string.Join('\n', unreadable.GroupBy(e => e.Oid.ToString()).Select(g => $"{g.Key} {g.Count()}")));
        Assert.True(nameless < 150, $"{nameless}");
    }

    [Fact]
    public void Timestamps_of_real_certificates_are_signed_with_ECDSA_and_SHA_256()
    {
        var stamps = RealCertificates.Read("data", "certificates", "leaf.pem.gz")
            .Select(certificate => certificate.FindExtension(ExtensionOids.SignedCertificateTimestamps))
            .OfType<Extension>()
            .SelectMany(extension => SignedCertificateTimestamp.ReadList(extension.Value))
            .ToList();

        Assert.Equal([0x0403], stamps.Select(stamp => stamp.SignatureScheme).Distinct().Select(scheme => (int)scheme));
        // Some are test certificates with a made-up signature.
        Assert.All(stamps, stamp => Assert.False(stamp.Signature.IsEmpty));
        Assert.True(stamps.Count(stamp => stamp.Signature.Span[0] == 0x30) > stamps.Count / 2);
    }

    [Fact]
    public void The_tree_looks_into_strings_that_hold_DER_and_shows_what_it_cannot_read()
    {
        var nodes = Asn1Tree.Read(Convert.FromHexString(Sequence("0403020105" + "0403FFFFFF" + "0401")));

        Assert.Equal(["SEQUENCE", "OCTET STRING", "INTEGER", "OCTET STRING", "unreadable"], nodes.Select(node => node.Type));
        Assert.Equal([0, 1, 2, 1, 1], nodes.Select(node => node.Depth));
        Assert.Equal([false, true, false, false, false], nodes.Select(node => node.Encapsulates));
        Assert.Equal("0401", nodes[^1].Value);
    }

    [Fact]
    public void The_tree_is_bounded_in_depth_and_size()
    {
        var deep = Asn1Tree.Read(Convert.FromHexString(string.Concat(Enumerable.Repeat("3080", 50_000))
            + string.Concat(Enumerable.Repeat("0000", 50_000))));
        var wide = Asn1Tree.Read(Convert.FromHexString(Wrap("30", string.Concat(Enumerable.Repeat("0500", 150_000)))));

        Assert.Equal(64, deep.Max(node => node.Depth));
        Assert.Equal(100_001, wide.Length);
        Assert.Equal("more", wide[^1].Type);
    }

    [Fact]
    public void Every_byte_of_a_real_certificate_is_in_its_tree()
    {
        var certificate = RealCertificates.Authorities.First(candidate => candidate.Flaws == CertificateFlaws.None);

        var leaves = Asn1Tree.Read(certificate.Raw).Where(node => !node.Element.IsConstructed && !node.Encapsulates).Sum(node => node.Element.Length);
        var headers = Asn1Tree.Read(certificate.Raw).Sum(node => node.Element.ContentStart - node.Element.Start);
        var unusedBits = Asn1Tree.Read(certificate.Raw).Count(node => node.Encapsulates && node.Type == "BIT STRING");

        Assert.Equal(certificate.Raw.Length, leaves + headers + unusedBits);
    }

    private static IReadOnlyList<string> Describe(string oid, string value) =>
        ExtensionText.Describe(new Extension(ObjectIdentifier.Parse(oid), false, Convert.FromHexString(value)));
}
