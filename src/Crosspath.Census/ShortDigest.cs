using System.Buffers.Binary;
using Crosspath.X509;

namespace Crosspath.Census;

/// <summary>
/// The first 16 bytes of a SHA-256, as a key in a corpus. It proposes what belongs together; wherever an answer depends on
/// it, names and keys themselves are compared.
/// </summary>
/// <param name="High">The first eight bytes, big-endian.</param>
/// <param name="Low">The next eight.</param>
public readonly record struct ShortDigest(ulong High, ulong Low) : IComparable<ShortDigest>
{
    /// <summary>Length in bytes.</summary>
    public const int Size = 16;

    /// <summary>The digest of some bytes.</summary>
    public static ShortDigest Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[Fingerprint.Size];
        Fingerprint.Of(bytes).CopyTo(digest);
        return Read(digest);
    }

    /// <summary>The digest of a name, the same for names that are equal by RFC 5280 section 7.1.</summary>
    public static ShortDigest Of(Name name) => Of(name.ToCanonicalForm());

    /// <summary>The digest of an identity: of a subject name and a key.</summary>
    /// <param name="subject">The digest of the name.</param>
    /// <param name="keyId">SHA-256 of the subject public key info.</param>
    public static ShortDigest Of(ShortDigest subject, Fingerprint keyId)
    {
        Span<byte> both = stackalloc byte[Size + Fingerprint.Size];
        subject.CopyTo(both);
        keyId.CopyTo(both[Size..]);
        return Of(both);
    }

    /// <summary>Takes 16 bytes, or the first 16 of more.</summary>
    public static ShortDigest Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));

    /// <summary>Writes the 16 bytes.</summary>
    public void CopyTo(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Low);
    }

    /// <inheritdoc/>
    public int CompareTo(ShortDigest other) =>
        High.CompareTo(other.High) is var order && order != 0 ? order : Low.CompareTo(other.Low);

#pragma warning disable CS1591 // the usual operators
    public static bool operator <(ShortDigest left, ShortDigest right) => left.CompareTo(right) < 0;
    public static bool operator >(ShortDigest left, ShortDigest right) => left.CompareTo(right) > 0;
    public static bool operator <=(ShortDigest left, ShortDigest right) => left.CompareTo(right) <= 0;
    public static bool operator >=(ShortDigest left, ShortDigest right) => left.CompareTo(right) >= 0;
#pragma warning restore CS1591

    /// <summary>32 lowercase hex digits.</summary>
    public override string ToString() => $"{High:x16}{Low:x16}";
}
