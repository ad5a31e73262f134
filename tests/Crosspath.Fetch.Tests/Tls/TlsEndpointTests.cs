using Crosspath.Fetch.Tls;

namespace Crosspath.Fetch.Tests.Tls;

public sealed class TlsEndpointTests
{
    [Theory]
    [InlineData("example.org:443", "example.org", 443, "example.org")]
    [InlineData("example.org.:8443", "example.org.", 8443, "example.org")]
    [InlineData("192.0.2.1:443", "192.0.2.1", 443, null)]
    [InlineData("[::1]:443", "::1", 443, null)]
    [InlineData("[2001:DB8::1]:25", "2001:db8::1", 25, null)]
    [InlineData("bücher.example:443", "xn--bcher-kva.example", 443, "xn--bcher-kva.example")]
    public void Endpoints_are_read(string text, string host, int port, string? serverName)
    {
        Assert.True(TlsEndpoint.TryParse(text, out var endpoint));

        Assert.Equal((host, port, serverName), (endpoint.Host, endpoint.Port, endpoint.ServerName));
    }

    [Theory]
    [InlineData("")]
    [InlineData("example.org")]
    [InlineData("example.org:")]
    [InlineData(":443")]
    [InlineData("example.org:0")]
    [InlineData("example.org:65536")]
    [InlineData("example.org:+443")]
    [InlineData("::1:443")]
    [InlineData("[example.org]:443")]
    [InlineData("[127.0.0.1]:443")]
    [InlineData("a b:443")]
    [InlineData("https://example.org:443")]
    [InlineData("folder/leaf.pem:443")]
    public void What_is_none_is_not(string text) => Assert.False(TlsEndpoint.TryParse(text, out _));

    [Theory]
    [InlineData("example.org", "example.org:443")]
    [InlineData("[::1]", "[::1]:443")]
    [InlineData("example.org:25", "example.org:25")]
    public void A_port_may_be_left_out_where_there_is_a_default(string text, string read)
    {
        Assert.True(TlsEndpoint.TryParse(text, out var endpoint, defaultPort: 443));

        Assert.Equal(read, endpoint.ToString());
    }
}
