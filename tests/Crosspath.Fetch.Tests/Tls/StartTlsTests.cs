using System.Text;
using Crosspath.Fetch.Tls;
using Crosspath.Testing;

namespace Crosspath.Fetch.Tests.Tls;

/// <summary>Small servers of the protocols that change to TLS.</summary>
public sealed class StartTlsTests : IDisposable
{
    private readonly World _world = World.Draw("""
        anchor Root
        Root -> leaf
        """);

    public void Dispose() => _world.Dispose();

    [Fact]
    public Task Smtp() => Begins(StartTls.Smtp, async talk =>
    {
        await talk.Say("220-mail.test\r\n220 ESMTP\r\n");
        await talk.Hear("EHLO crosspath.invalid\r\n");
        await talk.Say("250-mail.test\r\n250-PIPELINING\r\n250 STARTTLS\r\n");
        await talk.Hear("STARTTLS\r\n");
        await talk.Say("220 go ahead\r\n");
    });

    [Fact]
    public Task Imap() => Begins(StartTls.Imap, async talk =>
    {
        await talk.Say("* OK [CAPABILITY IMAP4rev1 STARTTLS] ready\r\n");
        await talk.Hear("a1 STARTTLS\r\n");
        await talk.Say("* 1 EXISTS\r\na1 OK begin\r\n");
    });

    [Fact]
    public Task Postgres() => Begins(StartTls.Postgres, async talk =>
    {
        await talk.Hear("\0\0\0\x08\x04\xd2\x16\x2f");
        await talk.Say("S");
    });

    [Fact]
    public Task Ldap() => Begins(StartTls.Ldap, async talk =>
    {
        await talk.Hear("0\x1d\x02\x01\x01w\x18\x80\x16" + "1.3.6.1.4.1.1466.20037");
        await talk.Say("0\x0c\x02\x01\x01x\x07\x0a\x01\0\x04\0\x04\0");
    });

    [Theory]
    [InlineData(StartTls.Smtp, "554 no\r\n", "SMTP: 554 no")]
    [InlineData(StartTls.Smtp, "220 a\r\n250 b\r\n454 TLS not available\r\n", "454 TLS not available")]
    [InlineData(StartTls.Smtp, "220\x1b[2J\r\n250 a\r\n5\x1b[2J\r\n", "SMTP: 5?[2J")]
    [InlineData(StartTls.Imap, "* BYE\r\n", "IMAP: * BYE")]
    [InlineData(StartTls.Imap, "* OK\r\na1 BAD no\r\n", "a1 BAD no")]
    [InlineData(StartTls.Postgres, "N", "it has no TLS")]
    [InlineData(StartTls.Postgres, "E", "another answer")]
    [InlineData(StartTls.Ldap, "0\x0c\x02\x01\x01x\x07\x0a\x01\x35\x04\0\x04\0", "result code 53")]
    [InlineData(StartTls.Ldap, "0\x84\xff\xff\xff\xff", "an answer of")]
    [InlineData(StartTls.Ldap, "0\x03\x02\x01\x01", "no answer to an extended request")]
    [InlineData(StartTls.Ldap, "HTTP/1.1", "something else than LDAP")]
    [InlineData(StartTls.Imap, "", "the end of the connection")]
    public async Task A_server_that_does_not_change_is_said_in_one_line(StartTls protocol, string answer, string said)
    {
        await using var server = new LoopbackTlsServer(
            [_world["leaf/Root"]], _world.Key("leaf"), prelude: async (stream, cancellation) =>
        {
            await LoopbackServer.Write(stream, answer, cancellation);
            if (answer.Length > 0) await stream.CopyToAsync(Stream.Null, cancellation);
            throw new IOException("It is said.");
        });

        var (chain, problem) = await Ask(server, protocol);

        Assert.Null(chain);
        Assert.Contains(said, problem, StringComparison.Ordinal);
        Assert.DoesNotContain(problem!, char.IsControl);
    }

    [Fact]
    public async Task A_line_without_end_is_not_kept()
    {
        await using var server = new LoopbackTlsServer(
            [_world["leaf/Root"]], _world.Key("leaf"), prelude: async (stream, cancellation) =>
        {
            while (true) await stream.WriteAsync(new byte[1000], cancellation);
        });

        Assert.Contains("a line without end", (await Ask(server, StartTls.Smtp)).Problem, StringComparison.Ordinal);
    }

    private async Task Begins(StartTls protocol, Func<Talk, Task> conversation)
    {
        await using var server = new LoopbackTlsServer([_world["leaf/Root"]], _world.Key("leaf"),
            prelude: (stream, cancellation) => conversation(new Talk(stream, cancellation)));

        var (chain, problem) = await Ask(server, protocol);

        Assert.Null(problem);
        Assert.Equal(_world.Der("leaf/Root").ToArray(), chain!.Certificates[0].ToArray());
    }

    private static Task<ProbeResult> Ask(LoopbackTlsServer server, StartTls protocol) => TlsProbe.Ask(
        new TlsEndpoint("127.0.0.1", server.Port),
        new ProbeOptions { StartTls = protocol, MostTime = TimeSpan.FromSeconds(10) },
        TestContext.Current.CancellationToken);

    private sealed class Talk(Stream stream, CancellationToken cancellation)
    {
        public Task Say(string words) => LoopbackServer.Write(stream, words, cancellation);

        // Exactly these octets: what a real server would understand.
        public async Task Hear(string words)
        {
            var heard = new byte[words.Length];
            await stream.ReadExactlyAsync(heard, cancellation);
            if (Encoding.Latin1.GetString(heard) != words) throw new IOException("Something else was said.");
        }
    }
}
