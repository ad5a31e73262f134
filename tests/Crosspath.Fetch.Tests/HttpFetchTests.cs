using System.IO.Compression;
using System.Text;
using Crosspath.Testing;

namespace Crosspath.Fetch.Tests;

/// <summary>Servers that do what they should not cost little, and say what they did in one line.</summary>
public sealed class HttpFetchTests
{
    private static readonly FetchLimits Limits = new()
    {
        AllowPrivate = true,
        MostBytes = 100_000,
        MostTime = TimeSpan.FromSeconds(2),
        MostRedirects = 3,
    };

    [Fact]
    public async Task A_document_comes_with_its_date()
    {
        await using var server = Answering("HTTP/1.1 200 OK\r\nLast-Modified: Wed, 21 Oct 2015 07:28:00 GMT\r\nContent-Length: 5\r\n\r\nhello");

        var (document, problem) = await Get(server);

        Assert.Null(problem);
        Assert.Equal("hello", Encoding.ASCII.GetString(document!.Content.Span));
        Assert.Equal(2015, document.LastModified!.Value.Year);
    }

    [Theory]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "404")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n", "longer than")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n", "redirects")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n", "neither http nor https")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n", "")]
    [InlineData("", "")]
    public async Task Bad_answers_are_one_line(string answer, string said)
    {
        await using var server = Answering(answer);

        var (document, problem) = await Get(server);

        Assert.Null(document);
        Assert.Contains(said, problem, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem!);
    }

    [Fact]
    public async Task A_body_without_end_stops_at_the_limit()
    {
        await using var server = new LoopbackServer(async (_, stream, cancellation) =>
        {
            await LoopbackServer.Write(stream, "HTTP/1.1 200 OK\r\n\r\n", cancellation);
            while (true) await stream.WriteAsync(new byte[4096], cancellation);
        });

        Assert.Contains("longer than", (await Get(server)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gzip_bomb_stops_at_the_limit()
    {
        using var bomb = new MemoryStream();
        using (var gzip = new GZipStream(bomb, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(new byte[10_000_000]);
        await using var server = new LoopbackServer(async (_, stream, cancellation) =>
        {
            await LoopbackServer.Write(stream, $"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {bomb.Length}\r\n\r\n", cancellation);
            await stream.WriteAsync(bomb.ToArray(), cancellation);
        });

        Assert.Contains("longer than", (await Get(server)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_drips_is_left_in_time()
    {
        await using var server = new LoopbackServer(async (_, stream, cancellation) =>
        {
            await LoopbackServer.Write(stream, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", cancellation);
            while (true)
            {
                await stream.WriteAsync(new byte[1], cancellation);
                await Task.Delay(100, cancellation);
            }
        });

        Assert.Contains("within 2 seconds", (await Get(server)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_without_end_are_not_kept()
    {
        await using var server = new LoopbackServer(async (_, stream, cancellation) =>
        {
            await LoopbackServer.Write(stream, "HTTP/1.1 200 OK\r\n", cancellation);
            while (true) await LoopbackServer.Write(stream, $"X-More: {new string('x', 1000)}\r\n", cancellation);
        });

        Assert.NotNull((await Get(server)).Problem);
    }

    [Fact]
    public async Task Loopback_is_refused_unless_allowed()
    {
        await using var server = Answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        using var fetch = new HttpFetch(Limits with { AllowPrivate = false });

        var result = await fetch.Get(server.Url("/"), TestContext.Current.CancellationToken);

        Assert.Contains("--allow-private", result.Problem, StringComparison.Ordinal);
    }

    private static LoopbackServer Answering(string answer) =>
        new((_, stream, cancellation) => LoopbackServer.Write(stream, answer, cancellation));

    private static async Task<FetchResult> Get(LoopbackServer server)
    {
        using var fetch = new HttpFetch(Limits);
        return await fetch.Get(server.Url("/"), TestContext.Current.CancellationToken);
    }
}
