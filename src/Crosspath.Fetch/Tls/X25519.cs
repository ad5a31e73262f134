using System.Numerics;

namespace Crosspath.Fetch.Tls;

/// <summary>
/// Key agreement on Curve25519: RFC 7748 section 5, as it stands there, because .NET has none and servers exist that do
/// nothing else. It takes a time that depends on the key: only for keys whose secrecy does not matter, as with a probe
/// that sends nothing and reads what is sent to everybody.
/// </summary>
internal static class X25519
{
    private const int Length = 32;
    private static readonly BigInteger Prime = BigInteger.Pow(2, 255) - 19;
    private static readonly BigInteger A24 = 121665;

    /// <summary>The public key of a private one.</summary>
    public static byte[] PublicKeyOf(ReadOnlySpan<byte> scalar)
    {
        Span<byte> basePoint = stackalloc byte[Length];
        basePoint[0] = 9;
        return Multiply(scalar, basePoint);
    }

    /// <summary>The function X25519.</summary>
    /// <param name="scalar">32 octets.</param>
    /// <param name="point">The u-coordinate, 32 octets.</param>
    public static byte[] Multiply(ReadOnlySpan<byte> scalar, ReadOnlySpan<byte> point)
    {
        var k = new BigInteger(Clamp(scalar), isUnsigned: true);
        var u = ReadCoordinate(point);
        var (x2, z2, x3, z3) = (BigInteger.One, BigInteger.Zero, u, BigInteger.One);
        var swap = false;
        for (var t = 254; t >= 0; t--)
        {
            var bit = !((k >> t) & 1).IsZero;
            if (swap != bit) (x2, z2, x3, z3) = (x3, z3, x2, z2);
            swap = bit;
            (x2, z2, x3, z3) = Step(u, x2, z2, x3, z3);
        }
        if (swap) (x2, z2) = (x3, z3);
        var result = new byte[Length];
        Reduce(x2 * BigInteger.ModPow(z2, Prime - 2, Prime)).TryWriteBytes(result, out _, isUnsigned: true);
        return result;
    }

    private static (BigInteger, BigInteger, BigInteger, BigInteger) Step(
        BigInteger x1, BigInteger x2, BigInteger z2, BigInteger x3, BigInteger z3)
    {
        var a = x2 + z2;
        var b = x2 - z2;
        var aa = Reduce(a * a);
        var bb = Reduce(b * b);
        var e = aa - bb;
        var da = Reduce((x3 - z3) * a);
        var cb = Reduce((x3 + z3) * b);
        var (sum, difference) = (da + cb, da - cb);
        return (Reduce(aa * bb), Reduce(e * (aa + (A24 * e))), Reduce(sum * sum), Reduce(x1 * difference * difference));
    }

    private static byte[] Clamp(ReadOnlySpan<byte> scalar)
    {
        var clamped = scalar.ToArray();
        clamped[0] &= 248;
        clamped[31] = (byte)((clamped[31] & 127) | 64);
        return clamped;
    }

    private static BigInteger ReadCoordinate(ReadOnlySpan<byte> point)
    {
        var masked = point.ToArray();
        masked[31] &= 127;
        return Reduce(new BigInteger(masked, isUnsigned: true));
    }

    private static BigInteger Reduce(BigInteger value)
    {
        var rest = BigInteger.Remainder(value, Prime);
        return rest.Sign < 0 ? rest + Prime : rest;
    }
}
