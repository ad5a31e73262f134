using Crosspath.Testing;

namespace Crosspath.Cli.Tests;

/// <summary><c>ingest</c>, as a process that may end at any moment.</summary>
public sealed class IngestTests : IDisposable
{
    private static readonly string Cas = SharedData.PathOf("data", "certificates", "ca.pem.gz");
    private static readonly string Leaves = SharedData.PathOf("data", "certificates", "leaf.pem.gz");

    private readonly CommandLine _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Killed_again_and_again_it_loses_nothing_that_the_same_command_does_not_bring_back()
    {
        var command = $"ingest {Cas} {Leaves} --corpus c.db --json";
        var random = new Random(3);
        var killed = 0;
        for (var i = 0; i < 12; i++)
        {
            using var process = _cli.Start(command);
            await Task.Delay(random.Next(50, 600), TestContext.Current.CancellationToken);
            if (!process.HasExited) killed++;
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        Assert.True(killed > 0, "every run was over before it could be killed");

        var last = _cli.Run(command);

        Assert.Equal((0, ""), (last.ExitCode, last.Error));
        Assert.Equal(8716 + 5050, last.Json.GetProperty("read").GetInt32());
        var census = _cli.Run($"census --corpus c.db --roots {Leaves} --json").Json;
        Assert.Equal(8716 + 5050, census.GetProperty("certificates").GetInt32());
        Assert.Equal(0, _cli.Run(command).Json.GetProperty("added").GetInt32());
    }

    [Fact]
    public void Shards_together_take_everything_once()
    {
        var added = Enumerable.Range(1, 3)
            .Sum(part => _cli.Run($"ingest {Cas} --corpus c.db --shard {part}/3 --json").Json.GetProperty("added").GetInt32());
        Assert.Equal(8716, added);
        Assert.Equal(8716, _cli.Run($"ingest {Cas} --corpus c.db --json").Json.GetProperty("duplicates").GetInt32());
    }

    [Fact]
    public void Broken_records_are_told_with_their_place_and_the_rest_is_taken()
    {
        _cli.File("mixed.pem", [.. "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"u8, .. PemOf(Leaves)]);
        var result = _cli.Run("ingest mixed.pem --corpus c.db --json");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(5050, result.Json.GetProperty("added").GetInt32());
        Assert.Equal(1, result.Json.GetProperty("rejected").GetInt32());
        Assert.Contains("mixed.pem: ", result.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains("(at 0)", result.ErrorLines[0], StringComparison.Ordinal);
        Assert.Equal(2, _cli.Run("ingest mixed.pem --corpus c.db --strict").ExitCode);
    }

    [Fact]
    public void Streams_of_DER_are_read_as_well_as_PEM()
    {
        var certificates = X509.CertificateFiles.ReadCertificates(Leaves);
        byte[] stream = [.. certificates.SelectMany(certificate => certificate.Raw.ToArray())];
        _cli.File("all.der", stream);
        _cli.File("cut.der", stream[..^10]);
        Assert.Equal(5050, _cli.Run("ingest all.der --corpus c.db --json").Json.GetProperty("added").GetInt32());
        var cut = _cli.Run("ingest cut.der --corpus other.db --json");
        Assert.Equal(5049, cut.Json.GetProperty("added").GetInt32());
        Assert.Contains("cut short", cut.Error, StringComparison.Ordinal);
    }

    private static byte[] PemOf(string file)
    {
        using var packed = new System.IO.Compression.GZipStream(File.OpenRead(file), System.IO.Compression.CompressionMode.Decompress);
        using var content = new MemoryStream();
        packed.CopyTo(content);
        return content.ToArray();
    }
}
