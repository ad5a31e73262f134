using Crosspath.X509.Der;

namespace Crosspath.X509.Signatures;

/// <summary>A SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7) taken apart, before any mathematics.</summary>
internal readonly ref struct KeyInfo
{
    public AlgorithmIdentifier Identifier { get; private init; }

    /// <summary>Null when the identifier is not known.</summary>
    public KeyAlgorithm? Algorithm { get; private init; }

    /// <summary>The key itself: the content of the bit string.</summary>
    public ReadOnlySpan<byte> Key { get; private init; }

    public KeyFamily Family => Algorithm?.Family ?? KeyFamily.Unknown;

    /// <summary>RFC 3279 section 2.3.2: a DSA key without parameters has those of its issuer's key.</summary>
    public bool LacksDsaParameters =>
        Family == KeyFamily.Dsa && Identifier.ParametersTag is (0 or DerTag.Null);

    public static bool TryRead(ReadOnlySpan<byte> source, out KeyInfo key)
    {
        key = default;
        var outer = new DerReader(source);
        if (!outer.TryNext(DerTag.Sequence, out var sequence) || !outer.AtEnd) return false;
        var inner = new DerReader(source, sequence);
        if (!inner.TryNext(DerTag.Sequence, out var algorithm)) return false;
        if (!AlgorithmIdentifier.TryRead(source[algorithm.Start..algorithm.End], out var identifier)) return false;
        // X.690 section 8.6.2: the first octet counts the unused bits of the last; keys are whole octets.
        if (!inner.TryNext(DerTag.BitString, out var bits) || !inner.AtEnd) return false;
        if (bits.Length == 0 || source[bits.ContentStart] != 0) return false;
        key = new()
        {
            Identifier = identifier,
            Algorithm = KeyAlgorithm.Find(identifier.Oid),
            Key = source[(bits.ContentStart + 1)..bits.ContentEnd],
        };
        return true;
    }

    /// <summary>See <see cref="PublicKey.KeyType"/>.</summary>
    public string Describe() => Algorithm switch
    {
        null => $"unknown ({ObjectIdentifiers.Print(Identifier.Oid)})",
        { Family: KeyFamily.Rsa or KeyFamily.RsaPss } => WithSize(
            RsaKeyValues.TryRead(Key, out var rsa) ? rsa.ModulusBits : 0),
        { Family: KeyFamily.Dsa } => WithSize(DsaPrimeBits()),
        { Family: KeyFamily.Ec } => $"EC-{CurveName()}",
        _ => Algorithm.Name,
    };

    /// <summary>The length of the prime p; 0 when it is not there.</summary>
    public int DsaPrimeBits()
    {
        // RFC 3279 section 2.3.2: Dss-Parms is SEQUENCE { p, q, g }.
        var reader = new DerReader(Identifier.Parameters);
        if (!reader.TryNext(DerTag.Sequence, out var sequence)) return 0;
        var numbers = new DerReader(Identifier.Parameters, sequence);
        if (!numbers.TryNext(DerTag.Integer, out var p)) return 0;
        return RsaKeyValues.BitsOf(Identifier.Parameters[p.ContentStart..p.ContentEnd].TrimStart((byte)0));
    }

    private string WithSize(int bits) => bits == 0 ? Algorithm!.Name : $"{Algorithm!.Name}-{bits}";

    private string CurveName()
    {
        var reader = new DerReader(Identifier.Parameters);
        if (reader.TryNext(DerTag.ObjectIdentifier, out var curve))
            return NamedCurves.NameOf(Identifier.Parameters[curve.ContentStart..curve.ContentEnd]);
        return Identifier.ParametersTag == DerTag.Sequence ? "explicit" : "implicit"; // RFC 3279 section 2.3.5
    }
}
