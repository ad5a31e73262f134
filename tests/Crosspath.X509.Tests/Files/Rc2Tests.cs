namespace Crosspath.X509.Tests.Files;

public sealed class Rc2Tests
{
    // RFC 2268 section 5, those whose effective key length is the key's. With an initialization vector that turns the
    // plain text into nothing but padding.
    [Theory]
    [InlineData("ffffffffffffffff", "ffffffffffffffff", "278b27e42e2f0d49")]
    [InlineData("3000000000000000", "1000000000000001", "30649edf9be7d2c2")]
    [InlineData("88bca90e90875a7f0f79c384627bafb2", "0000000000000000", "2269552ab0f85ca6")]
    public void The_RFCs_examples_are_decrypted(string key, string plain, string encrypted)
    {
        var vector = Convert.FromHexString(plain).Select(octet => (byte)(octet ^ 8)).ToArray();

        var result = Rc2.DecryptCbc(Convert.FromHexString(key), vector, Convert.FromHexString(encrypted));

        Assert.Equal([], Assert.IsType<byte[]>(result));
    }

    [Fact]
    public void Wrong_padding_gives_nothing()
    {
        var encrypted = Convert.FromHexString("2269552ab0f85ca6");

        Assert.Null(Rc2.DecryptCbc(Convert.FromHexString("88bca90e90875a7f0f79c384627bafb2"), new byte[8], encrypted));
        Assert.Null(Rc2.DecryptCbc(new byte[5], new byte[8], new byte[7]));
        Assert.Null(Rc2.DecryptCbc(new byte[5], new byte[8], []));
    }
}
