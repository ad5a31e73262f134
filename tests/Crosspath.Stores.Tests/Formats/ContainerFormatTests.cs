using System.IO.Compression;
using Crosspath.Paths;
using Crosspath.Testing;

namespace Crosspath.Stores.Tests.Formats;

public sealed class ContainerFormatTests
{
    [Theory]
    [InlineData("cacerts-jdk9.jks", "java-keystore")]
    [InlineData("cacerts-jdk9.p12", "pkcs12")]
    public void Java_trusts_all_certificates_of_its_key_store_for_everything(string file, string format)
    {
        var reading = Reading.OfShared(file);

        Assert.Equal(format, reading.Format);
        Assert.Equal(reading.Entries.Length, reading.Certificates.Length);
        Assert.All(reading.Entries, entry => Assert.Equal(AnchorLimits.None, entry.Limits));
        Assert.Equal(
            HistoryRow.Find("java-cacerts", "cacerts.9-jdk-slim").Fingerprints.Order(),
            reading.Entries.Select(entry => entry.Certificate).Order());
    }

    [Fact]
    public void A_serialized_store_is_read()
    {
        var bytes = File.ReadAllBytes(SharedData.PathOf("data", "revocations", "ms-disallowedcert.sst"));

        var reading = Reading.Of(bytes);

        Assert.Equal(("serialized-store", 71), (reading.Format, reading.Entries.Length));
    }

    [Fact]
    public void One_certificate_in_DER_is_a_store_of_one()
    {
        using var world = World.Draw("Root -> A");

        var reading = Reading.Of(world.Der("A/Root").ToArray());

        Assert.Equal("der", reading.Format);
        Assert.Equal(world["A/Root"].Fingerprint, Assert.Single(reading.Entries).Certificate);
    }

    [Fact]
    public void What_gzip_compressed_is_read_as_what_it_was()
    {
        var plain = File.ReadAllBytes(SharedData.PathOf("data", "formats", "igtf-classic.ca"));
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionMode.Compress))
            gzip.Write(plain);

        Assert.Equal(Reading.Of(plain).Entries, Reading.Of(compressed.ToArray()).Entries);
    }
}
