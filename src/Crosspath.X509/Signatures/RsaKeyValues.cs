using System.Numerics;
using Crosspath.X509.Der;

namespace Crosspath.X509.Signatures;

/// <summary>RSAPublicKey (RFC 8017 appendix A.1.1), its numbers without leading zeros.</summary>
internal readonly ref struct RsaKeyValues
{
    /// <summary>OpenSSL's bound, and .NET's: beyond it one signature of a stranger costs seconds.</summary>
    public const int MaxModulusBits = 16384;

    // OpenSSL's bounds again: a long exponent is bearable with a short modulus only.
    private const int SmallModulusBits = 3072;
    private const int MaxExponentBits = 64;

    public ReadOnlySpan<byte> Modulus { get; private init; }
    public ReadOnlySpan<byte> Exponent { get; private init; }
    public int ModulusBits => BitsOf(Modulus);

    /// <summary>
    /// Some keys in the wild lack the zero octet that keeps the modulus positive; like OpenSSL, this takes every number
    /// as unsigned.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> encoded, out RsaKeyValues values)
    {
        values = default;
        var outer = new DerReader(encoded);
        if (!outer.TryNext(DerTag.Sequence, out var sequence)) return false;
        var inner = new DerReader(encoded, sequence);
        if (!inner.TryNext(DerTag.Integer, out var modulus)) return false;
        if (!inner.TryNext(DerTag.Integer, out var exponent)) return false;
        values = new() { Modulus = Unsigned(encoded, modulus), Exponent = Unsigned(encoded, exponent) };
        return true;
    }

    /// <summary>Why no signature should be verified with this key; null when one can.</summary>
    public string? Refusal()
    {
        if (Modulus.IsEmpty || (Modulus[^1] & 1) == 0) return "the RSA modulus is even";
        if (ModulusBits > MaxModulusBits) return $"the RSA modulus has {ModulusBits} bits, more than {MaxModulusBits}";
        // With the exponent 1 everybody can sign.
        if (Exponent.IsEmpty || (Exponent[^1] & 1) == 0 || BitsOf(Exponent) == 1) return "the RSA exponent is even or 1";
        if (ModulusBits > SmallModulusBits && BitsOf(Exponent) > MaxExponentBits)
            return $"the RSA exponent has {BitsOf(Exponent)} bits, more than {MaxExponentBits}";
        return BitsOf(Exponent) > ModulusBits ? "the RSA exponent is longer than the modulus" : null;
    }

    /// <summary>The length of a big-endian number without leading zeros.</summary>
    public static int BitsOf(ReadOnlySpan<byte> number) =>
        number.IsEmpty ? 0 : number.Length * 8 - BitOperations.LeadingZeroCount((uint)number[0]) + 24;

    private static ReadOnlySpan<byte> Unsigned(ReadOnlySpan<byte> encoded, DerElement integer) =>
        encoded[integer.ContentStart..integer.ContentEnd].TrimStart((byte)0);
}
