namespace Crosspath.X509.Signatures;

/// <summary>Names of elliptic curves: RFC 5480 with FIPS 186's spelling, SEC 2, RFC 5639.</summary>
internal static class NamedCurves
{
    private static readonly (byte[] Oid, string Name)[] Table =
    [
        Row("1.2.840.10045.3.1.7", "P-256"),
        Row("1.3.132.0.34", "P-384"),
        Row("1.3.132.0.35", "P-521"),
        Row("1.3.132.0.33", "P-224"),
        Row("1.2.840.10045.3.1.1", "P-192"),
        Row("1.3.132.0.10", "secp256k1"),
        Row("1.3.132.0.8", "secp160r1"),
        Row("1.3.132.0.9", "secp160k1"),
        Row("1.3.132.0.30", "secp160r2"),
        Row("1.3.132.0.31", "secp192k1"),
        Row("1.3.132.0.32", "secp224k1"),
        Row("1.3.132.0.15", "B-163"),
        Row("1.3.132.0.27", "B-233"),
        Row("1.3.132.0.17", "B-283"),
        Row("1.3.132.0.37", "B-409"),
        Row("1.3.132.0.39", "B-571"),
        Row("1.3.132.0.1", "K-163"),
        Row("1.3.132.0.26", "K-233"),
        Row("1.3.132.0.16", "K-283"),
        Row("1.3.132.0.36", "K-409"),
        Row("1.3.132.0.38", "K-571"),
        Row("1.2.156.10197.1.301", "SM2"),
        .. Brainpool(),
    ];

    /// <summary>The curve's name, or its dotted object identifier.</summary>
    public static string NameOf(ReadOnlySpan<byte> oid)
    {
        foreach (var (known, name) in Table)
            if (oid.SequenceEqual(known)) return name;
        return ObjectIdentifiers.Print(oid);
    }

    // RFC 5639 section 4.1: numbered by size, the random curve before its twist.
    private static IEnumerable<(byte[] Oid, string Name)> Brainpool()
    {
        int[] sizes = [160, 192, 224, 256, 320, 384, 512];
        return sizes.SelectMany((size, i) => new[]
        {
            Row($"1.3.36.3.3.2.8.1.1.{2 * i + 1}", $"brainpoolP{size}r1"),
            Row($"1.3.36.3.3.2.8.1.1.{2 * i + 2}", $"brainpoolP{size}t1"),
        });
    }

    private static (byte[] Oid, string Name) Row(string oid, string name) => (ObjectIdentifiers.Encode(oid), name);
}
