using System.IO.Compression;
using System.Text;

namespace Crosspath.X509.Tests.Files;

/// <summary>Measures the memory of the process, so nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(StreamingTests), DisableParallelization = true)]
[Collection(nameof(StreamingTests))]
public sealed class StreamingTests
{
    [Fact]
    public void Two_hundred_megabytes_of_PEM_are_read_in_constant_memory()
    {
        var pem = Encoding.ASCII.GetBytes(Samples.PemOfAll);
        var stream = new RepeatingStream(pem, pem.Length * 150_000L);

        var (found, memory) = Measure(stream);

        Assert.Equal(450_000, found);
        Assert.InRange(memory, long.MinValue, 4 << 20);
    }

    [Fact]
    public void A_block_that_never_ends_is_read_in_the_memory_of_its_limit()
    {
        var line = Encoding.ASCII.GetBytes(new string('A', 64) + "\n");
        var stream = new RepeatingStream(line, 200_000_000, "-----BEGIN CERTIFICATE-----\n"u8.ToArray());
        var before = GC.GetAllocatedBytesForCurrentThread();

        var items = CertificateFiles.Read(stream, "endless", new InputLimits { BlockBytes = 1 << 20 }).ToList();

        Assert.IsType<InputItem.Unreadable>(Assert.Single(items));
        Assert.Equal(200_000_000, stream.Position);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Fact]
    public void Compressed_PEM_of_any_length_is_read_in_constant_memory()
    {
        var pem = Encoding.ASCII.GetBytes(Samples.PemOfAll);

        // Stored, so that no ratio is reached: what counts is that nothing is held.
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.NoCompression, true))
            new RepeatingStream(pem, pem.Length * 60_000L).CopyTo(gzip);
        compressed.Position = 0;

        var (found, memory) = Measure(compressed);

        Assert.Equal(180_000, found);
        Assert.InRange(memory, long.MinValue, 4 << 20);
    }

    [Fact]
    public void The_first_item_comes_before_the_rest_is_read()
    {
        var stream = new RepeatingStream(Encoding.ASCII.GetBytes(Samples.PemOfAll), 200_000_000);

        Assert.IsType<InputItem.FoundCertificate>(CertificateFiles.Read(stream, "endless").First());

        Assert.InRange(stream.Position, 1, 1 << 17);
    }

    private static (int Found, long Memory) Measure(Stream stream)
    {
        var before = GC.GetTotalMemory(true);
        var (found, most) = (0, 0L);
        foreach (var item in CertificateFiles.Read(stream, "endless"))
        {
            Assert.IsType<InputItem.FoundCertificate>(item);
            if (++found % 40_000 == 0) most = Math.Max(most, GC.GetTotalMemory(true) - before);
        }

        return (found, most);
    }
}
