using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Crosspath.X509;

/// <summary>
/// A SHA-256 digest as an identity: of a certificate's DER (its fingerprint), or of a subject public key info (a key
/// id). Ordered as its bytes are; the default value is all zeros.
/// </summary>
public readonly record struct Fingerprint : IComparable<Fingerprint>
{
    private readonly ulong _a, _b, _c, _d;

    /// <summary>Takes the digest's 32 bytes.</summary>
    /// <exception cref="ArgumentException">There are not 32 bytes.</exception>
    public Fingerprint(ReadOnlySpan<byte> digest)
    {
        if (digest.Length != Size) throw new ArgumentException("A SHA-256 digest has 32 bytes.", nameof(digest));
        _a = BinaryPrimitives.ReadUInt64BigEndian(digest);
        _b = BinaryPrimitives.ReadUInt64BigEndian(digest[8..]);
        _c = BinaryPrimitives.ReadUInt64BigEndian(digest[16..]);
        _d = BinaryPrimitives.ReadUInt64BigEndian(digest[24..]);
    }

    /// <summary>Length of the digest in bytes.</summary>
    public const int Size = 32;

    /// <summary>The digest of some bytes.</summary>
    public static Fingerprint Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[Size];
        Sha256Digest.Compute(bytes, digest);
        return new Fingerprint(digest);
    }

    /// <summary>Reads 64 hex digits, upper or lower case; colons between them are ignored.</summary>
    public static bool TryParse([NotNullWhen(true)] string? hex, out Fingerprint fingerprint)
    {
        fingerprint = default;
        if (hex is null || hex.Length > 2 * Size + Size) return false;
        Span<byte> digest = stackalloc byte[Size];
        var digits = hex.Replace(":", "", StringComparison.Ordinal);
        if (digits.Length != 2 * Size) return false;
        if (Convert.FromHexString(digits, digest, out _, out _) != System.Buffers.OperationStatus.Done) return false;
        fingerprint = new Fingerprint(digest);
        return true;
    }

    /// <summary>Writes the digest's 32 bytes.</summary>
    public void CopyTo(Span<byte> digest)
    {
        BinaryPrimitives.WriteUInt64BigEndian(digest, _a);
        BinaryPrimitives.WriteUInt64BigEndian(digest[8..], _b);
        BinaryPrimitives.WriteUInt64BigEndian(digest[16..], _c);
        BinaryPrimitives.WriteUInt64BigEndian(digest[24..], _d);
    }

    /// <inheritdoc/>
    public int CompareTo(Fingerprint other)
    {
        var order = _a.CompareTo(other._a);
        if (order == 0) order = _b.CompareTo(other._b);
        if (order == 0) order = _c.CompareTo(other._c);
        return order == 0 ? _d.CompareTo(other._d) : order;
    }

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((int)_a); // a digest's bits are as good as any hash of them

    /// <summary>64 lowercase hex digits.</summary>
    public override string ToString()
    {
        Span<byte> digest = stackalloc byte[Size];
        CopyTo(digest);
        return Convert.ToHexStringLower(digest);
    }

    /// <summary>The first eight hex digits, for text that people read.</summary>
    public string Short => ToString()[..8];

#pragma warning disable CS1591 // the usual operators
    public static bool operator <(Fingerprint left, Fingerprint right) => left.CompareTo(right) < 0;
    public static bool operator <=(Fingerprint left, Fingerprint right) => left.CompareTo(right) <= 0;
    public static bool operator >(Fingerprint left, Fingerprint right) => left.CompareTo(right) > 0;
    public static bool operator >=(Fingerprint left, Fingerprint right) => left.CompareTo(right) >= 0;
#pragma warning restore CS1591
}
