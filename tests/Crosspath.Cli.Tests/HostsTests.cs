using System.Net;
using System.Text;
using System.Text.Json;
using Crosspath.Testing;

namespace Crosspath.Cli.Tests;

/// <summary><c>paths --hosts</c> against servers on loopback.</summary>
public sealed class HostsTests : IDisposable
{
    private readonly CommandLine _cli = new();
    private readonly World _world = World.Draw("""
        anchor Root
        anchor Other
        Root -> CA
        Other -> leaf2
        CA -> leaf
        """);

    public HostsTests()
    {
        _cli.File("root.der", _world.Der("Root/Root").ToArray());
        _cli.File("other.der", _world.Der("Other/Other").ToArray());
    }

    public void Dispose()
    {
        _cli.Dispose();
        _world.Dispose();
    }

    [Fact]
    public async Task Answers_come_in_the_order_of_the_list_and_the_worst_decides()
    {
        await using var good = Serving("leaf/CA", "CA/Root");
        await using var bad = Serving("leaf2/Other");
        await using var mute = new LoopbackServer(
            (_, stream, cancellation) => LoopbackServer.Write(stream, "SSH-2.0\r\n", cancellation));
        _cli.File("hosts.txt", Encoding.UTF8.GetBytes($"""
            # a comment
            127.0.0.1:{bad.Port}
            127.0.0.1:{mute.Url("/").Port}   # no TLS

            localhost:{good.Port}
            """));

        var json = _cli.Run("paths --hosts hosts.txt --roots root.der --host leaf.test --at 2025-06-01 --json");
        var text = _cli.Run("paths --hosts hosts.txt --roots root.der --host leaf.test --at 2025-06-01");

        Assert.Equal((3, ""), (json.ExitCode, json.Error));
        var documents = Lines(json.Output).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal([$"127.0.0.1:{bad.Port}", $"127.0.0.1:{mute.Url("/").Port}", $"localhost:{good.Port}"],
            documents.Select(document => document.GetProperty("endpoint").GetString()));
        Assert.Equal("0", documents[0].GetProperty("counts").GetProperty("validPaths").GetString());
        Assert.Equal("does not speak TLS", documents[1].GetProperty("error").GetString());
        Assert.Equal(_world["leaf/CA"].Fingerprint.ToString(), documents[2].GetProperty("target").GetString());
        Assert.True(documents[2].GetProperty("paths")[0].GetProperty("valid").GetBoolean());
        Assert.Equal(3, text.ExitCode);
        Assert.Equal([" --", " ??", " ok"], Lines(text.Output).Take(3).Select(line => line[..3]));
        Assert.Equal("3 hosts: 1 with a valid path, 1 without, 1 could not be asked", Lines(text.Output)[^1]);
    }

    [Fact]
    public async Task What_one_host_serves_does_not_help_another()
    {
        await using var whole = Serving("leaf/CA", "CA/Root");
        await using var lacking = Serving("leaf/CA");
        var hosts = Encoding.UTF8.GetBytes($"127.0.0.1:{whole.Port}\n127.0.0.1:{lacking.Port}\n");

        var result = _cli.Run("paths --hosts - --roots root.der --host leaf.test --at 2025-06-01", hosts);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal([" ok", " --"], Lines(result.Output).Take(2).Select(line => line[..3]));
    }

    [Fact]
    public async Task Each_host_must_serve_a_certificate_of_its_own_name()
    {
        await using var server = Serving("leaf/CA", "CA/Root");
        var hosts = Encoding.UTF8.GetBytes($"localhost:{server.Port}");

        var result = _cli.Run("paths --hosts - --roots root.der --at 2025-06-01", hosts);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("is not for localhost", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thousand_hosts_are_asked_in_one_run()
    {
        // One server on all of 127.0.0.0/8: each address is a host.
        await using var server = new LoopbackTlsServer(
            [_world["leaf/CA"], _world["CA/Root"]], _world.Key("leaf"), IPAddress.Any);
        var hosts = string.Concat(
            Enumerable.Range(0, 1000).Select(i => $"127.0.{i / 250}.{1 + i % 250}:{server.Port}\n"));
        _cli.File("hosts.txt", Encoding.UTF8.GetBytes(hosts));

        var result = _cli.Run(
            "paths --hosts hosts.txt --roots root.der --host leaf.test --at 2025-06-01 --timeout 120 --json");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(hosts, string.Concat(Lines(result.Output).Select(
            line => JsonDocument.Parse(line).RootElement.GetProperty("endpoint").GetString() + "\n")));
        Assert.Equal(1000, server.Names.Count);
    }

    [Theory]
    [InlineData("a:443\nnot a host\n", "line 2: 'not a host' is no host:port")]
    [InlineData("# nothing\n", "names no host")]
    public void A_list_that_cannot_be_used_is_one_line(string list, string said)
    {
        var result = _cli.Run("paths --hosts - --roots root.der", Encoding.UTF8.GetBytes(list));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(said, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("paths root.der --hosts h --roots root.der", "leave TARGET")]
    [InlineData("paths --hosts h --roots root.der --svg a.svg", "a picture shows one")]
    [InlineData("paths --hosts h --roots root.der --explain", "--json")]
    [InlineData("paths --roots root.der", "TARGET")]
    public void What_does_not_go_together_is_one_line(string arguments, string said)
    {
        var result = _cli.Run(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(said, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    private LoopbackTlsServer Serving(params string[] labels) =>
        new([.. labels.Select(label => _world[label])], _world.Key(labels[0].Split('/')[0]));

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
