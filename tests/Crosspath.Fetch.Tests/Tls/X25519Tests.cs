using Crosspath.Fetch.Tls;

namespace Crosspath.Fetch.Tests.Tls;

public sealed class X25519Tests
{
    [Theory] // RFC 7748 section 5.2
    [InlineData("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4",
        "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c",
        "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552")]
    [InlineData("4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d",
        "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493",
        "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957")]
    public void The_function_is_that_of_the_standard(string scalar, string point, string product) =>
        Assert.Equal(
            product,
            Convert.ToHexStringLower(X25519.Multiply(Convert.FromHexString(scalar), Convert.FromHexString(point))));

    [Fact] // section 6.1
    public void Both_sides_get_one_secret()
    {
        var alice = Convert.FromHexString("77076d0a7318a57d3c16c17251b26645c6c2f6a5e2b9d7a0c7e3c9a2b1f0d4e8");
        var bob = Convert.FromHexString("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");

        Assert.Equal(X25519.Multiply(alice, X25519.PublicKeyOf(bob)), X25519.Multiply(bob, X25519.PublicKeyOf(alice)));
        Assert.Equal(
            "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f",
            Convert.ToHexStringLower(X25519.PublicKeyOf(bob)));
    }
}
