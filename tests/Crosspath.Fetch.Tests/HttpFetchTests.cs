using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
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

    [Fact]
    public async Task A_name_that_leads_to_this_machine_is_refused()
    {
        await using var server = Answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        var asked = new List<string>();
        using var fetch = new HttpFetch(Limits with { AllowPrivate = false }, (host, _) =>
        {
            asked.Add(host);
            return Task.FromResult<IPAddress[]>([IPAddress.Loopback]);
        });

        var result = await fetch.Get(new Uri($"http://public.test:{server.Url("/").Port}/"), TestContext.Current.CancellationToken);

        Assert.Contains("--allow-private", result.Problem, StringComparison.Ordinal);
        Assert.Equal(["public.test"], asked);
    }

    [Fact]
    public async Task A_name_that_changes_its_address_is_connected_to_where_it_was_checked()
    {
        // DNS rebinding: what passed the check is 127.0.0.1; whoever resolves a second time gets 127.0.0.2.
        var there = new TcpListener(IPAddress.Parse("127.0.0.2"), 0);
        there.Start();
        var port = ((IPEndPoint)there.LocalEndpoint).Port;
        var answers = new Queue<string>(["127.0.0.1", "127.0.0.2"]);
        using var fetch = new HttpFetch(Limits, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(answers.Dequeue())]));

        var result = await fetch.Get(new Uri($"http://rebinding.test:{port}/"), TestContext.Current.CancellationToken);

        Assert.NotNull(result.Problem); // nobody listens at 127.0.0.1
        Assert.False(there.Pending());
        Assert.Single(answers);
        there.Stop();
    }

    [Fact]
    public async Task Of_several_addresses_only_those_are_asked_that_may_be()
    {
        await using var server = Answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        var dialer = new Dialer(allowPrivate: false, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback, IPAddress.IPv6Loopback]));

        await Assert.ThrowsAsync<RefusedAddressException>(
            () => dialer.Connect("many.test", server.Url("/").Port, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_is_posted_is_not_asked_for_elsewhere()
    {
        await using var server = Answering("HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n");
        using var fetch = new HttpFetch(Limits);

        var result = await fetch.Send(new FetchRequest(server.Url("/")) { Body = new byte[] { 1 } }, TestContext.Current.CancellationToken);

        Assert.Contains("answers 302 where something is posted", result.Problem, StringComparison.Ordinal);
    }

    private static LoopbackServer Answering(string answer) =>
        new((_, stream, cancellation) => LoopbackServer.Write(stream, answer, cancellation));

    private static async Task<FetchResult> Get(LoopbackServer server)
    {
        using var fetch = new HttpFetch(Limits);
        return await fetch.Get(server.Url("/"), TestContext.Current.CancellationToken);
    }
}
