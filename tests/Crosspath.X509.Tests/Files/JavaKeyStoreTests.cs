namespace Crosspath.X509.Tests.Files;

public sealed class JavaKeyStoreTests
{
    private static byte[][] Certificates => Samples.Certificates;

    [Fact]
    public void Trusted_entries_and_the_chains_of_keys_are_read()
    {
        byte[] file =
        [
            .. KeyStoreBytes.Header(2),
            .. KeyStoreBytes.Key(Samples.Key, Certificates[0], Certificates[1]),
            .. KeyStoreBytes.Trusted(Certificates[2]),
            .. new byte[20],
        ];

        Samples.AssertCertificates(Certificates, Samples.Read(file));
    }

    [Fact]
    public void JCEKS_differs_by_its_first_bytes()
    {
        var file = KeyStoreBytes.Jks(Certificates);
        file.AsSpan(0, 4).Fill(0xCE);

        Samples.AssertCertificates(Certificates, Samples.Read(file));
    }

    [Fact]
    public void Claims_of_gigabytes_are_reported_behind_what_was_read()
    {
        byte[] huge = [.. KeyStoreBytes.Big(1), 0, 0, .. new byte[8], 0xFF, 0xFF, 0xFF, 0xFF];
        byte[] twoGibibytes = [.. KeyStoreBytes.Big(2), 0, 0, .. new byte[8], 0, 0, 0x7F, 0xFF, 0xFF, 0xFF];
        foreach (var entry in new[] { huge, twoGibibytes })
        {
            byte[] file = [.. KeyStoreBytes.Header(int.MaxValue), .. KeyStoreBytes.Trusted(Certificates[0]), .. entry];

            var items = Samples.Read(file);

            Samples.AssertCertificates(Certificates[..1], items[..1]);
            var problem = Assert.IsType<InputItem.Unreadable>(Assert.Single(items[1..]));
            Assert.Equal((UnreadableKind.Damaged, (long)(file.Length - entry.Length)), (problem.Kind, problem.Offset));
        }
    }

    [Fact]
    public void A_chain_that_claims_more_certificates_than_there_are_ends_with_the_file()
    {
        byte[] entry = [.. KeyStoreBytes.Big(1), 0, 0, .. new byte[12], 0xFF, 0xFF, 0xFF, 0xFF];
        byte[] file = [.. KeyStoreBytes.Header(1), .. entry];

        Assert.IsType<InputItem.Unreadable>(Assert.Single(Samples.Read(file)));
    }

    [Fact]
    public void An_entry_that_is_no_certificate_does_not_hide_the_next()
    {
        byte[] file = [.. KeyStoreBytes.Jks([1, 2, 3], Certificates[0])];

        var items = Samples.Read(file);

        Assert.IsType<InputItem.Unreadable>(items[0]);
        Samples.AssertCertificates(Certificates[..1], items[1..]);
    }
}
