using Crosspath.X509.Der;

namespace Crosspath.X509.Signatures;

/// <summary>RSASSA-PSS-params (RFC 4055 section 3.1).</summary>
internal sealed record PssParameters(Digest Digest, Digest MaskDigest, int SaltLength)
{
    // A salt lies inside the encoded message, which is no longer than the longest modulus.
    private const int LongestSalt = RsaKeyValues.MaxModulusBits / 8;

    private static readonly byte[] Mgf1 = ObjectIdentifiers.Encode("1.2.840.113549.1.1.8");

    private static readonly (byte[] Oid, Digest Digest)[] Digests =
    [
        (ObjectIdentifiers.Encode("2.16.840.1.101.3.4.2.1"), Digest.Sha256),
        (ObjectIdentifiers.Encode("2.16.840.1.101.3.4.2.2"), Digest.Sha384),
        (ObjectIdentifiers.Encode("2.16.840.1.101.3.4.2.3"), Digest.Sha512),
        (ObjectIdentifiers.Encode("1.3.14.3.2.26"), Digest.Sha1),
        (ObjectIdentifiers.Encode("2.16.840.1.101.3.4.2.4"), Digest.Sha224),
        (ObjectIdentifiers.Encode("2.16.840.1.101.3.4.2.5"), Digest.Sha512Of224),
        (ObjectIdentifiers.Encode("2.16.840.1.101.3.4.2.6"), Digest.Sha512Of256),
        (ObjectIdentifiers.Encode("2.16.840.1.101.3.4.2.7"), Digest.Sha3Of224),
        (ObjectIdentifiers.Encode("2.16.840.1.101.3.4.2.8"), Digest.Sha3Of256),
        (ObjectIdentifiers.Encode("2.16.840.1.101.3.4.2.9"), Digest.Sha3Of384),
        (ObjectIdentifiers.Encode("2.16.840.1.101.3.4.2.10"), Digest.Sha3Of512),
        (ObjectIdentifiers.Encode("1.2.840.113549.2.5"), Digest.Md5),
    ];

    /// <summary>Such as <c>SHA-256, salt 32</c>; the mask's hash is named only where it differs.</summary>
    public override string ToString() => Digest == MaskDigest
        ? $"{Digest.Name}, salt {SaltLength}"
        : $"{Digest.Name}, MGF1 with {MaskDigest.Name}, salt {SaltLength}";

    /// <summary>
    /// Whether a key with these parameters may make signatures with those (RFC 4055 section 3.3: the same hash and
    /// mask, and a salt at least as long).
    /// </summary>
    public bool Allows(PssParameters used) =>
        used.Digest == Digest && used.MaskDigest == MaskDigest && used.SaltLength >= SaltLength;

    /// <summary>Null when the parameters are malformed, or name what is not known here.</summary>
    /// <param name="encoded">The SEQUENCE with its header.</param>
    public static PssParameters? Read(ReadOnlySpan<byte> encoded)
    {
        var outer = new DerReader(encoded);
        if (!outer.TryNext(DerTag.Sequence, out var sequence) || !outer.AtEnd) return null;
        var fields = new DerReader(encoded, sequence);
        Digest? digest = Digest.Sha1, mask = Digest.Sha1; // the defaults of RFC 4055
        int? salt = 20, trailer = 1;
        if (fields.TryNext(DerTag.Context(0, true), out var hash)) digest = ReadDigest(Content(encoded, hash));
        if (fields.TryNext(DerTag.Context(1, true), out var generator)) mask = ReadMask(Content(encoded, generator));
        if (fields.TryNext(DerTag.Context(2, true), out var length)) salt = ReadNumber(Content(encoded, length));
        if (fields.TryNext(DerTag.Context(3, true), out var field)) trailer = ReadNumber(Content(encoded, field));
        if (!fields.AtEnd || digest is null || mask is null || salt is null or > LongestSalt || trailer != 1) return null;
        return new PssParameters(digest, mask, salt.Value);
    }

    private static ReadOnlySpan<byte> Content(ReadOnlySpan<byte> encoded, DerElement element) =>
        encoded[element.ContentStart..element.ContentEnd];

    private static Digest? ReadDigest(ReadOnlySpan<byte> encoded)
    {
        if (!AlgorithmIdentifier.TryRead(encoded, out var algorithm)) return null;
        if (algorithm.ParametersTag is not (0 or DerTag.Null)) return null;
        foreach (var (oid, digest) in Digests)
            if (algorithm.Oid.SequenceEqual(oid)) return digest;
        return null;
    }

    private static Digest? ReadMask(ReadOnlySpan<byte> encoded) =>
        AlgorithmIdentifier.TryRead(encoded, out var generator) && generator.Oid.SequenceEqual(Mgf1)
            ? ReadDigest(generator.Parameters)
            : null;

    // Not negative, and small.
    private static int? ReadNumber(ReadOnlySpan<byte> encoded)
    {
        var reader = new DerReader(encoded);
        if (!reader.TryNext(DerTag.Integer, out var integer) || !reader.AtEnd) return null;
        var content = Content(encoded, integer);
        if (content.Length is 0 or > 3 || (content[0] & 0x80) != 0) return null;
        var number = 0;
        foreach (var octet in content) number = (number << 8) | octet;
        return number;
    }
}
