using Crosspath.Testing;

namespace Crosspath.Cli.Tests;

/// <summary>Servers on loopback named as TARGET.</summary>
public sealed class EndpointTests : IDisposable
{
    private readonly CommandLine _cli = new();
    private readonly World _world = World.Draw("""
        anchor Root
        Root -> CA
        CA -> leaf
        """);

    public EndpointTests() => _cli.File("root.der", _world.Der("Root/Root").ToArray());

    public void Dispose()
    {
        _cli.Dispose();
        _world.Dispose();
    }

    [Theory]
    [InlineData("paths {0} --roots root.der --at 2025-06-01 --host leaf.test --json", 0)]
    [InlineData("paths {0} --roots root.der --at 2025-06-01 --json", 1)] // it is not for localhost
    [InlineData("clients {0} --roots root.der --at 2025-06-01 --host leaf.test --client openssl --json", 0)]
    [InlineData("clients --served {0} --roots root.der --at 2025-06-01 --client openssl --json", 1)]
    [InlineData("timeline {0} --roots root.der --json", 0)]
    [InlineData("whatif {0} --roots root.der --at 2025-06-01 --compromise CA --json", 1)]
    [InlineData("inspect {0} --json", 0)]
    [InlineData("lint {0} --json", 0)]
    public async Task A_server_stands_for_what_it_serves(string command, int exitCode)
    {
        await using var server = new LoopbackTlsServer([_world["leaf/CA"], _world["CA/Root"]], _world.Key("leaf"));

        var result = _cli.Run(string.Format(null, command, $"localhost:{server.Port}"));

        Assert.Equal((exitCode, ""), (result.ExitCode, result.Error));
        Assert.Contains(_world["leaf/CA"].Fingerprint.ToString(), result.Output, StringComparison.Ordinal);
        Assert.Equal(["localhost"], server.Names);
    }

    [Theory]
    [InlineData("paths {0}")]
    [InlineData("clients {0}")]
    [InlineData("timeline {0}")]
    [InlineData("whatif {0} --revoke 00")]
    [InlineData("inspect {0}")]
    [InlineData("lint {0}")]
    public async Task One_that_is_none_is_one_line_and_unfinished(string command)
    {
        await using var server = new LoopbackServer(
            (_, stream, cancellation) => LoopbackServer.Write(stream, "hello\r\n", cancellation));

        var result = _cli.Run(string.Format(null, command, $"127.0.0.1:{server.Url("/").Port}"));

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("does not speak TLS", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_served_certificate_that_cannot_be_read_is_said()
    {
        await using var server = new LoopbackServer(
            (_, stream, cancellation) => stream.WriteAsync(ServedGarbage, cancellation).AsTask());

        var result = _cli.Run($"paths 127.0.0.1:{server.Url("/").Port} --roots root.der");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("the certificate that it serves", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("paths root.der --roots localhost:1", "as TARGET only")]
    [InlineData("paths localhost:1 --roots root.der --starttls ftp", "none of smtp")]
    [InlineData("paths localhost:1 --roots root.der --tls 1.1", "none of 1.2")]
    [InlineData("paths localhost:1 --roots root.der --timeout 0", "no number of 1 or more")]
    public void Bad_usage_is_one_line(string arguments, string said)
    {
        var result = _cli.Run(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(said, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    // TLS 1.2: a ServerHello, and a list of one certificate of three octets.
    private static byte[] ServedGarbage =>
    [
        22, 3, 3, 0, 42, 2, 0, 0, 38, 3, 3, .. new byte[32], 0, 0xC0, 0x2F, 0,
        22, 3, 3, 0, 13, 11, 0, 0, 9, 0, 0, 6, 0, 0, 3, 1, 2, 3,
    ];
}
