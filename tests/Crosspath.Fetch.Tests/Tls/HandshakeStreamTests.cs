using Crosspath.Fetch.Tls;

namespace Crosspath.Fetch.Tests.Tls;

/// <summary>Whatever a server sends, reading it ends in certificates or in words.</summary>
public sealed class HandshakeStreamTests : IDisposable
{
    private readonly KeyShares _shares = new();

    public void Dispose() => _shares.Dispose();

    [Theory]
    [InlineData(TlsVersions.Tls12, "3 entries")]
    [InlineData(TlsVersions.Tls13, "sends in clear what should be encrypted")]
    public async Task Damaged_flights_end_in_certificates_or_in_words(TlsVersions version, string undamaged)
    {
        var whole = Flight(version);
        var random = new Random(1);
        var endings = new HashSet<string>();
        for (var i = 0; i < 2_000; i++)
        {
            var damaged = whole[..random.Next(1, whole.Length + 1)];
            for (var n = random.Next(4); n > 0; n--) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            endings.Add(await Read(damaged));
        }

        Assert.Equal(undamaged, await Read(whole));
        Assert.True(endings.Count > 5, string.Join('\n', endings));
    }

    [Fact]
    public async Task Messages_may_begin_and_end_anywhere_in_records()
    {
        var flight = Flight(TlsVersions.Tls12);
        var messages = flight[5..50].Concat(flight[55..]).ToArray(); // without the heads of the two records
        for (var length = 1; length < 60; length++)
        {
            var records = messages.Chunk(length)
                .SelectMany(part => (byte[])[22, 3, 3, 0, (byte)part.Length, .. part]).ToArray();

            Assert.Equal("3 entries", await Read(records));
        }
    }

    private async Task<string> Read(byte[] bytes)
    {
        try
        {
            using var handshake = new HandshakeStream(new MemoryStream(bytes), 10_000);
            var (_, first) = await handshake.Next(TestContext.Current.CancellationToken);
            var hello = ServerHello.Read(first[4..]);
            if (hello.Version == 0x0304)
            {
                handshake.Protect(RecordProtection.Derive(
                    hello.Suite, _shares.Agree(hello.Group, hello.Key.Span), []));
            }
            var (_, second) = await handshake.Next(TestContext.Current.CancellationToken);
            return $"{CertificateMessage.Read(second[4..], hello.Version == 0x0304).Length} entries";
        }
        catch (TlsFailure e)
        {
            return e.Message;
        }
    }

    private static byte[] Flight(TlsVersions version)
    {
        var flight = new TlsWriter();
        void Record(int type, Action content)
        {
            flight.Octet(22);
            flight.Number(0x0303);
            flight.Vector(2, () =>
            {
                flight.Octet(type);
                flight.Vector(3, content);
            });
        }

        Record(HandshakeType.ServerHello, () =>
        {
            flight.Number(0x0303);
            flight.Octets(new byte[32]);
            flight.Vector(1, () => { });
            flight.Number(version == TlsVersions.Tls12 ? 0xC02F : 0x1301);
            flight.Octet(0);
            if (version == TlsVersions.Tls12) flight.Vector(2, () => { });
            else flight.Vector(2, () =>
            {
                flight.Extension(ExtensionType.KeyShare, () =>
                {
                    flight.Number(0x001D);
                    flight.Vector(2, () => flight.Octets([9, .. new byte[31]]));
                });
                flight.Extension(ExtensionType.SupportedVersions, () => flight.Number(0x0304));
            });
        });
        Record(HandshakeType.Certificate, () =>
        {
            if (version == TlsVersions.Tls13) flight.Vector(1, () => { });
            flight.Vector(3, () =>
            {
                for (var i = 0; i < 3; i++)
                {
                    flight.Vector(3, () => flight.Octets([1, 2, 3]));
                    if (version == TlsVersions.Tls13) flight.Vector(2, () => { });
                }
            });
        });
        return flight.ToArray();
    }
}
