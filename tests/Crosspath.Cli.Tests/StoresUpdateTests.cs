using System.Text;
using System.Text.Json;
using Crosspath.Testing;

namespace Crosspath.Cli.Tests;

/// <summary><c>stores update</c> against publishers on loopback, good ones and others.</summary>
public sealed class StoresUpdateTests : IDisposable
{
    private readonly CommandLine _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Stores_come_from_their_publishers_once()
    {
        await using var server = Serving();
        Sources(server, "first", "second");

        var first = _cli.Run("stores update --sources sources.json --allow-private --catalog cat");
        var again = _cli.Run("stores update --sources sources.json --allow-private --catalog cat");

        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        Assert.Contains("1 anchors", first.Output, StringComparison.Ordinal);
        Assert.All(again.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Contains("up to date", line, StringComparison.Ordinal));
        Assert.Equal(["first", "second"], Stores());
    }

    [Fact]
    public async Task A_publisher_that_fails_leaves_the_others_and_what_was_there()
    {
        await using var server = Serving();
        Sources(server, "first");
        _cli.Run("stores update --sources sources.json --allow-private --catalog cat");
        Sources(server, "missing", "garbage", "second");

        var result = _cli.Run("stores update --sources sources.json --allow-private --catalog cat");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("404", result.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains("no root store", result.ErrorLines[1], StringComparison.Ordinal);
        Assert.Equal(["first", "second"], Stores());
    }

    [Fact]
    public async Task Without_leave_nothing_private_is_asked()
    {
        await using var server = Serving();
        Sources(server, "first");

        var result = _cli.Run("stores update --sources sources.json --catalog cat");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("--allow-private", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_killed_update_leaves_the_last_good_state()
    {
        await using var server = Serving();
        Sources(server, "first");
        _cli.Run("stores update --sources sources.json --allow-private --catalog cat");
        var before = _cli.Run("stores show first --catalog cat --json").Output;
        Sources(server, "second", "endless");

        using (var process = _cli.Start("stores update --sources sources.json --allow-private --catalog cat"))
        {
            // The second store is there once its line is; the third never comes.
            Assert.StartsWith("second: ", await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(before, _cli.Run("stores show first --catalog cat --json").Output);
        Assert.Equal(["first", "second"], Stores());
        Sources(server, "second", "third");
        Assert.Equal(0, _cli.Run("stores update --sources sources.json --allow-private --catalog cat").ExitCode);
        Assert.Equal(["first", "second", "third"], Stores());
    }

    [Fact]
    public async Task Intermediates_are_fetched_for_preloading()
    {
        using var world = World.Draw("anchor Root\nRoot -> CA\nCA -> leaf");
        await using var server = new DocumentServer();
        // As CCADB's report has them.
        server.Documents["/report.csv"] = Encoding.ASCII.GetBytes(
            "Subject,PEM\n" + string.Concat(world.Certificates.Select(certificate =>
            $"CN=any,\"'{System.Security.Cryptography.PemEncoding.WriteString("CERTIFICATE", certificate.Raw.Span)}'\"\n")));
        _cli.File("sources.json", JsonSerializer.SerializeToUtf8Bytes(
            new[] { new { name = "intermediates", url = server.Url("/report.csv") } }));
        _cli.File("root.der", world.Der("Root/Root").ToArray());
        _cli.File("leaf.der", world.Der("leaf/CA").ToArray());
        const string Clients =
            "clients leaf.der --roots root.der --at 2025-06-01 --client firefox --preload catalog --catalog cat";

        var before = _cli.Run(Clients);
        var update = _cli.Run("stores update --sources sources.json --allow-private --catalog cat");
        var after = _cli.Run(Clients);
        server.Documents["/report.csv"] = "nothing"u8.ToArray();
        var empty = _cli.Run("stores update --sources sources.json --allow-private --catalog cat");

        Assert.Equal(2, before.ExitCode);
        Assert.Contains("stores update intermediates", Assert.Single(before.ErrorLines), StringComparison.Ordinal);
        Assert.Equal((0, "intermediates: 1 certificates\n"), (update.ExitCode, update.Output));
        Assert.Equal((0, ""), (after.ExitCode, after.Error));
        Assert.Equal(3, empty.ExitCode);
        Assert.Equal(0, _cli.Run(Clients).ExitCode);
        Assert.Empty(Stores());
    }

    private string[] Stores() => [.. _cli.Run("stores list --catalog cat --json").Json.EnumerateArray()
        .Select(store => store.GetProperty("store").GetString()!)];

    private void Sources(LoopbackServer server, params string[] names) => _cli.File("sources.json", JsonSerializer.SerializeToUtf8Bytes(
        names.Select(name => new { name, url = server.Url($"/{name}").ToString() })));

    private LoopbackServer Serving()
    {
        _cli.WithDemo("rollover");
        using var world = World.Draw("anchor Root");
        var pem = Encoding.ASCII.GetBytes($"-----BEGIN CERTIFICATE-----\n{Convert.ToBase64String(world.Anchors[0].Raw.Span)}\n-----END CERTIFICATE-----\n");
        return new LoopbackServer(async (path, stream, cancellation) =>
        {
            switch (path)
            {
                case "/first" or "/second" or "/third":
                    await LoopbackServer.Write(stream, $"HTTP/1.1 200 OK\r\nContent-Length: {pem.Length}\r\n\r\n", cancellation);
                    await stream.WriteAsync(pem, cancellation);
                    break;
                case "/garbage":
                    await LoopbackServer.Write(stream, "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\ngarbage", cancellation);
                    break;
                case "/endless":
                    await LoopbackServer.Write(stream, "HTTP/1.1 200 OK\r\n\r\n", cancellation);
                    await Task.Delay(Timeout.Infinite, cancellation);
                    break;
                default:
                    await LoopbackServer.Write(stream, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", cancellation);
                    break;
            }
        });
    }
}
