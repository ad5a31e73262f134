using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Crosspath.Fetch.Tls;
using Crosspath.Testing;

namespace Crosspath.Fetch.Tests.Tls;

/// <summary>The chain as it is sent, by OpenSSL's server and .NET's; and servers that are none.</summary>
public sealed class TlsProbeTests : IDisposable
{
    private static readonly ProbeOptions Options = new() { MostTime = TimeSpan.FromSeconds(10) };

    private readonly World _world = World.Draw("""
        anchor Root
        Root -> CA
        Root -> CA : as cross
        CA -> leaf
        """);

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("-tls1_2", "TLS 1.2")]
    [InlineData("-tls1_3", "TLS 1.3")]
    public async Task Order_and_repetitions_are_as_sent(string version, string named)
    {
        string[] sent = ["leaf/CA", "Root/Root", "CA/Root", "CA/Root", "cross", "leaf/CA"];
        using var server = new OpenSslServer(
            _world[sent[0]], _world.Key("leaf"), sent.Skip(1).Select(label => _world[label]), version);

        var (chain, problem) = await Ask($"127.0.0.1:{server.Port}");

        Assert.Null(problem);
        Assert.Equal(named, chain!.Version);
        Assert.Equal(sent, chain.Certificates.Select(Label));
    }

    [Theory]
    [InlineData("-ciphersuites", "TLS_AES_128_GCM_SHA256")]
    [InlineData("-ciphersuites", "TLS_AES_256_GCM_SHA384")]
    [InlineData("-ciphersuites", "TLS_CHACHA20_POLY1305_SHA256")]
    [InlineData("-groups", "X25519")]
    [InlineData("-groups", "P-256")]
    [InlineData("-groups", "P-384")]
    [InlineData("-record_padding", "1000")]
    [InlineData("-Verify", "1")] // a request for a client's certificate comes first
    public async Task Whatever_the_server_agrees_to(string option, string value)
    {
        using var server = new OpenSslServer(
            _world["leaf/CA"], _world.Key("leaf"), [_world["cross"]], "-tls1_3", option, value);

        var (chain, problem) = await Ask($"127.0.0.1:{server.Port}");

        Assert.Null(problem);
        Assert.Equal(["leaf/CA", "cross"], chain!.Certificates.Select(Label));
    }

    [Fact]
    public async Task A_chain_of_many_records_is_read_whole()
    {
        using var server = new OpenSslServer(
            _world["leaf/CA"], _world.Key("leaf"), Enumerable.Repeat(_world["cross"], 200),
            "-tls1_3", "-max_send_frag", "512");

        Assert.Equal(201, (await Ask($"127.0.0.1:{server.Port}")).Chain?.Certificates.Length);
    }

    [Theory]
    [InlineData("127.0.0.1", SslProtocols.Tls12, null)]
    [InlineData("127.0.0.1", SslProtocols.Tls13, null)]
    [InlineData("localhost", SslProtocols.Tls13, "localhost")]
    [InlineData("[::1]", SslProtocols.None, null)]
    public async Task The_name_is_said_and_an_address_is_not(string host, SslProtocols protocols, string? said)
    {
        var address = host == "[::1]" ? IPAddress.IPv6Loopback : IPAddress.Loopback;
        await using var server = new LoopbackTlsServer(
            [_world["leaf/CA"], _world["CA/Root"]], _world.Key("leaf"), address)
        {
            Protocols = protocols,
        };

        var (chain, problem) = await Ask($"{host}:{server.Port}");

        Assert.Null(problem);
        Assert.Equal("leaf/CA", Label(chain!.Certificates[0]));
        Assert.Equal([said], server.Names);
    }

    [Theory]
    [InlineData(TlsVersions.Tls12, "TLS 1.2")]
    [InlineData(TlsVersions.Tls13, "TLS 1.3")]
    [InlineData(TlsVersions.All, "TLS 1.3")]
    public async Task Versions_can_be_chosen(TlsVersions offered, string chosen)
    {
        await using var server = new LoopbackTlsServer([_world["leaf/CA"]], _world.Key("leaf"));

        Assert.Equal(
            chosen, (await Ask($"127.0.0.1:{server.Port}", Options with { Versions = offered })).Chain?.Version);
    }

    [Fact]
    public async Task A_server_that_wants_a_second_hello_is_asked_in_another_version()
    {
        var retry = ServerHello13(0x1301, 0x001D, []);
        // Its random is what makes it a HelloRetryRequest: RFC 8446 section 4.1.3.
        Convert.FromHexString("CF21AD74E59A6111BE1D8C021E65B891C2A211167ABB8C5E079E09E2C8A8339C").CopyTo(retry, 11);
        var asked = 0;
        await using var server = new LoopbackServer(async (_, stream, cancellation) =>
        {
            await stream.WriteAsync(Interlocked.Increment(ref asked) == 1 ? retry : ServerHello12(), cancellation);
            await stream.WriteAsync(Handshake(HandshakeType.Certificate, message =>
                message.Vector(3, () => message.Vector(3, () => message.Octet(1)))), cancellation);
        });

        Assert.Equal("TLS 1.2", (await Ask(server)).Chain?.Version);
    }

    [Fact]
    public async Task What_is_no_certificate_comes_as_it_is()
    {
        byte[] garbage = [1, 2, 3];
        await using var server = Sending(
            ServerHello12(), Handshake(HandshakeType.Certificate, message => message.Vector(3, () =>
        {
            message.Vector(3, () => message.Octets(garbage));
            message.Vector(3, () => { });
            message.Vector(3, () => message.Octets(garbage));
        })));

        var (chain, _) = await Ask(server);

        Assert.Equal([garbage, [], garbage], chain!.Certificates.Select(entry => entry.ToArray()));
    }

    public static TheoryData<string, string> Strangers => new()
    {
        { "HTTP/1.1 400 Bad Request\r\n\r\n", "speaks HTTP, not TLS" },
        { "220 mail.test ESMTP\r\n", "--starttls smtp" },
        { "* OK ready\r\n", "--starttls imap" },
        { "SSH-2.0-OpenSSH_9.2\r\n", "does not speak TLS" },
        { "\x15\x03\x03\0\x02\x02\x28", "handshake_failure" },
        { "\x15\x03\x03\0\x02\x02\x70", "unrecognized_name" },
        { "\x16\x03\x03\xff\xff", "does not speak TLS" },
        { "\x16\x03\x03\0\x04\x02\xff\xff\xff", "announces" },
        { "\x16\x03\x03\0\x04\x02\0\0\0", "cut off" },
        { "\x17\x03\x03\0\x01x", "data in the middle" },
        { "\x16\x03\x03\0\x04\x14\0\0\0", "ServerHello" },
        { "\x16\x03", "closes the connection" },
        { "", "closes the connection" },
    };

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task What_is_no_TLS_is_said_in_one_line(string answer, string said)
    {
        await using var server = Sending(Encoding.Latin1.GetBytes(answer));

        var (chain, problem) = await Ask(server);

        Assert.Null(chain);
        Assert.StartsWith($"127.0.0.1:{server.Url("/").Port}: ", problem, StringComparison.Ordinal);
        Assert.Contains(said, problem, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem!);
    }

    [Theory]
    [InlineData(0x1301, 0x001D, 31, "was not offered")]
    [InlineData(0x1301, 0x0017, 65, "not on its curve")]
    [InlineData(0x1301, 0x001E, 56, "was not offered")]
    [InlineData(0x1301, 0x0019, 133, "not on its curve")]
    [InlineData(0x1399, 0x001D, 32, "cipher suite")]
    [InlineData(0x1301, 0x001D, 32, "does not open")]
    public async Task A_key_exchange_that_makes_no_sense_is_said(int suite, int group, int length, string said)
    {
        byte[] key = [4, .. Enumerable.Repeat((byte)7, length - 1)];
        byte[] sealedRecord = [0x17, 3, 3, 0, 40, .. new byte[40]];
        await using var server = Sending(ServerHello13(suite, group, key), sealedRecord);

        Assert.Contains(said, (await Ask(server)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_sends_no_certificates_is_not_heard_for_ever()
    {
        await using var server = new LoopbackServer(async (_, stream, cancellation) =>
        {
            await stream.WriteAsync(ServerHello12(), cancellation);
            while (true) await stream.WriteAsync(Handshake(HandshakeType.Finished + 1, _ => { }), cancellation);
        });

        Assert.Contains("sends no certificates", (await Ask(server)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handshake_without_end_stops_at_the_limit()
    {
        await using var server = new LoopbackServer(async (_, stream, cancellation) =>
        {
            while (true) await stream.WriteAsync(new byte[] { 0x14, 3, 3, 0, 1, 1 }, cancellation);
        });

        var problem = (await Ask($"127.0.0.1:{server.Url("/").Port}", Options with { MostBytes = 10_000 })).Problem;

        Assert.Contains("more than 10,000 bytes", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_drips_is_left_in_time()
    {
        await using var server = new LoopbackServer(async (_, stream, cancellation) =>
        {
            await stream.WriteAsync(new byte[] { 0x16, 3, 3, 0x30, 0 }, cancellation);
            while (true)
            {
                await stream.WriteAsync(new byte[1], cancellation);
                await Task.Delay(50, cancellation);
            }
        });

        var problem = (await Ask(
            $"127.0.0.1:{server.Url("/").Port}", Options with { MostTime = TimeSpan.FromSeconds(1) })).Problem;

        Assert.Contains("within 1 seconds", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_port_and_a_name_that_is_none_are_said()
    {
        var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();

        Assert.EndsWith("refuses the connection", (await Ask($"127.0.0.1:{port}")).Problem, StringComparison.Ordinal);
        Assert.EndsWith("there is no such host", (await Ask("nothing.invalid:443")).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Private_addresses_are_asked_unless_that_is_forbidden()
    {
        var problem = (await Ask("127.0.0.1:443", Options with { AllowPrivate = false })).Problem;

        Assert.Contains("--allow-private", problem, StringComparison.Ordinal);
    }

    private static Task<ProbeResult> Ask(string text, ProbeOptions? options = null)
    {
        Assert.True(TlsEndpoint.TryParse(text, out var endpoint));
        return TlsProbe.Ask(endpoint, options ?? Options, TestContext.Current.CancellationToken);
    }

    private static Task<ProbeResult> Ask(LoopbackServer server) => Ask($"127.0.0.1:{server.Url("/").Port}");

    private string Label(ReadOnlyMemory<byte> der) =>
        _world.Labels.Single(label => _world.Der(label).Span.SequenceEqual(der.Span));

    private static LoopbackServer Sending(params byte[][] records) => new(async (_, stream, cancellation) =>
    {
        foreach (var record in records) await stream.WriteAsync(record, cancellation);
    });

    private static byte[] ServerHello12() => Handshake(HandshakeType.ServerHello, message =>
    {
        message.Number(0x0303);
        message.Octets(new byte[32]);
        message.Vector(1, () => { });
        message.Number(0xC02F);
        message.Octet(0);
    });

    private static byte[] ServerHello13(int suite, int group, byte[] key) =>
        Handshake(HandshakeType.ServerHello, message =>
    {
        message.Number(0x0303);
        message.Octets(new byte[32]);
        message.Vector(1, () => { });
        message.Number(suite);
        message.Octet(0);
        message.Vector(2, () =>
        {
            message.Extension(ExtensionType.SupportedVersions, () => message.Number(0x0304));
            message.Extension(ExtensionType.KeyShare, () =>
            {
                message.Number(group);
                message.Vector(2, () => message.Octets(key));
            });
        });
    });

    private static byte[] Handshake(int type, Action<TlsWriter> content)
    {
        var record = new TlsWriter();
        record.Octet(22);
        record.Number(0x0303);
        record.Vector(2, () =>
        {
            record.Octet(type);
            record.Vector(3, () => content(record));
        });
        return record.ToArray();
    }
}
