using System.IO.Compression;
using System.Net;
using System.Text;
using Crosspath.Testing;

namespace Crosspath.Fetch.Tests;

/// <summary>Servers that do what they should not cost little, and say what they did in one line.</summary>
public sealed class HttpFetchTests
{
    // Where it is said so, 127.0.0.2 plays a public address, and 127.0.0.1 is what it is.
    private static readonly IPAddress Public = IPAddress.Parse("127.0.0.2");

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
        await using var server = Answering(
            "HTTP/1.1 200 OK\r\nLast-Modified: Wed, 21 Oct 2015 07:28:00 GMT\r\nContent-Length: 5\r\n\r\nhello");

        var (document, problem) = await Get(server);

        Assert.Null(problem);
        Assert.Equal("hello", Encoding.ASCII.GetString(document!.Content.Span));
        Assert.Equal(2015, document.LastModified!.Value.Year);
    }

    [Theory]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "404")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n", "longer than")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n", "redirects")]
    [InlineData(
        "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n", "neither http nor https")]
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
        using (var gzip = new GZipStream(bomb, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(new byte[10_000_000]);
        await using var server = new LoopbackServer(async (_, stream, cancellation) =>
        {
            var head = $"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {bomb.Length}\r\n\r\n";
            await LoopbackServer.Write(stream, head, cancellation);
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
        var dialer = Dialer.For(allowPrivate: false, Resolving("127.0.0.1"));
        using var fetch = new HttpFetch(Limits, dialer);

        var result = await fetch.Get(Named(server), TestContext.Current.CancellationToken);

        Assert.Contains("--allow-private", result.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_to_this_machine_is_not_followed()
    {
        await using var secret = Answering("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret");
        await using var server = Answering(
            $"HTTP/1.1 302 Found\r\nLocation: {secret.Url("/")}\r\nContent-Length: 0\r\n\r\n", Public);
        using var fetch = new HttpFetch(Limits, new Dialer(Public.Equals));

        var result = await fetch.Get(server.Url("/"), TestContext.Current.CancellationToken);

        Assert.Null(result.Document);
        Assert.Contains("127.0.0.1 is on this machine", result.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_changes_its_address_is_connected_to_where_it_was_checked()
    {
        // DNS rebinding: whoever resolves once to check and once to connect gets to this machine.
        await using var server = Answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", Public);
        using var fetch = new HttpFetch(Limits, new Dialer(Public.Equals, Resolving("127.0.0.2", "127.0.0.1")));

        var (document, problem) = await fetch.Get(Named(server), TestContext.Current.CancellationToken);

        Assert.Null(problem);
        Assert.Equal("hello", Encoding.ASCII.GetString(document!.Content.Span));
    }

    [Fact]
    public async Task Of_several_addresses_only_those_are_asked_that_may_be()
    {
        await using var server = Answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", Public);
        IPAddress[] addresses = [IPAddress.Loopback, Public, IPAddress.IPv6Loopback];
        using var fetch = new HttpFetch(Limits, new Dialer(Public.Equals, (_, _) => Task.FromResult(addresses)));

        Assert.NotNull((await fetch.Get(Named(server), TestContext.Current.CancellationToken)).Document);
    }

    [Fact]
    public async Task What_is_posted_is_not_asked_for_elsewhere()
    {
        await using var server = Answering("HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n");
        using var fetch = new HttpFetch(Limits);

        var result = await fetch.Send(
            new FetchRequest(server.Url("/")) { Body = new byte[] { 1 } }, TestContext.Current.CancellationToken);

        Assert.Contains("answers 302 where something is posted", result.Problem, StringComparison.Ordinal);
    }

    private static LoopbackServer Answering(string answer, IPAddress? address = null) =>
        new((_, stream, cancellation) => LoopbackServer.Write(stream, answer, cancellation), address);

    // An answer for each time that is asked.
    private static HostResolver Resolving(params string[] addresses)
    {
        var answers = new Queue<string>(addresses);
        return (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(answers.Dequeue())]);
    }

    private static Uri Named(LoopbackServer server) => new($"http://name.test:{server.Url("/").Port}/");

    private static async Task<FetchResult> Get(LoopbackServer server)
    {
        using var fetch = new HttpFetch(Limits);
        return await fetch.Get(server.Url("/"), TestContext.Current.CancellationToken);
    }
}
