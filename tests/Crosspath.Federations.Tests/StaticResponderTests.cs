using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Crosspath.Federations.Tests;

public sealed class StaticResponderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crosspath-responder-");
    private readonly StaticResponder _responder;

    public StaticResponderTests()
    {
        File.WriteAllText(PathOf("ca.crl"), "a list");
        File.WriteAllText(PathOf(".lock"), "not for you");
        File.WriteAllText(PathOf("secret.key"), "not for you");
        Directory.CreateDirectory(PathOf("below"));
        File.WriteAllText(PathOf("below/deep.crl"), "not for you");
        if (!OperatingSystem.IsWindows()) File.CreateSymbolicLink(PathOf("link.crl"), PathOf("secret.key"));
        _responder = new StaticResponder(_folder.FullName, new IPEndPoint(IPAddress.Loopback, 0));
    }

    public void Dispose()
    {
        _responder.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void A_list_is_served_as_what_it_is()
    {
        var answer = Ask("GET /ca.crl HTTP/1.1\r\nHost: pki.test\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 200 OK\r\nContent-Type: application/pkix-crl\r\nContent-Length: 6\r\n", answer,
            StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\na list", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", Ask("HEAD /ca.crl HTTP/1.1\r\n\r\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET /../ca.crl HTTP/1.1", "404")]
    [InlineData("GET /below/deep.crl HTTP/1.1", "404")]
    [InlineData("GET /%2e%2e/ca.crl HTTP/1.1", "404")]
    [InlineData("GET /secret.key HTTP/1.1", "404")]
    [InlineData("GET /link.crl HTTP/1.1", "404")]
    [InlineData("GET /.lock HTTP/1.1", "404")]
    [InlineData("GET /.crl HTTP/1.1", "404")]
    [InlineData("GET /none.crl HTTP/1.1", "404")]
    [InlineData("GET / HTTP/1.1", "404")]
    [InlineData("POST /ca.crl HTTP/1.1", "405")]
    [InlineData("GET ca.crl HTTP/1.1", "400")]
    [InlineData("GET /ca.crl HTTP/9", "400")]
    [InlineData("\u0000\u0001", "400")]
    public void Nothing_else_is(string line, string status) =>
        Assert.StartsWith($"HTTP/1.1 {status} ", Ask(line + "\r\n\r\n"), StringComparison.Ordinal);

    [Fact]
    public void It_stays_up_whatever_it_is_sent()
    {
        var random = new Random(5);
        for (var i = 0; i < 60; i++)
        {
            var bytes = new byte[random.Next(1, 300)];
            random.NextBytes(bytes);
            Send([.. bytes, .. i % 2 == 0 ? "\r\n\r\n"u8.ToArray() : []], waits: i % 2 == 0);
        }

        Assert.StartsWith("HTTP/1.1 200", Ask("GET /ca.crl HTTP/1.1\r\n\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_head_that_is_too_long_is_refused() =>
        Assert.StartsWith("HTTP/1.1 431", Ask("GET /" + new string('a', 8187)), StringComparison.Ordinal);

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private string Ask(string text) => Encoding.Latin1.GetString(Send(Encoding.Latin1.GetBytes(text), waits: true));

    private byte[] Send(byte[] bytes, bool waits)
    {
        using var client = new TcpClient();
        client.Connect(_responder.Address);
        var stream = client.GetStream();
        stream.Write(bytes);
        if (!waits) return [];
        using var answer = new MemoryStream();
        stream.CopyTo(answer);
        return answer.ToArray();
    }
}
