namespace Crosspath.X509.Signatures;

/// <summary>What the object identifier of a subject public key info says.</summary>
/// <param name="Name">The whole key type, or the part of it before the size.</param>
internal sealed record KeyAlgorithm(string Name, KeyFamily Family)
{
    private static readonly (byte[] Oid, KeyAlgorithm Algorithm)[] Table =
    [
        Row("1.2.840.113549.1.1.1", "RSA", KeyFamily.Rsa),
        Row("1.2.840.10045.2.1", "EC", KeyFamily.Ec),
        Row("1.2.840.113549.1.1.10", "RSA-PSS", KeyFamily.RsaPss),
        Row("1.2.840.10040.4.1", "DSA", KeyFamily.Dsa),
        Row("1.3.101.112", "Ed25519", KeyFamily.Edwards),
        Row("1.3.101.113", "Ed448", KeyFamily.Edwards),
        Row("2.5.8.1.1", "RSA", KeyFamily.Rsa), // X.509 (1988) annex H
        Row("1.3.14.3.2.12", "DSA", KeyFamily.Dsa), // the OSE implementors' workshop's
        .. PostQuantumAlgorithms.Names.Select(row => Row(row.Oid, row.Name, FamilyOf(row.Name))),
        Row("1.2.840.113549.1.1.7", "RSA-OAEP", KeyFamily.NotForSignatures),
        Row("1.2.840.113549.1.3.1", "DH", KeyFamily.NotForSignatures),
        Row("1.2.840.10046.2.1", "DH", KeyFamily.NotForSignatures),
        Row("1.3.132.1.12", "ECDH", KeyFamily.NotForSignatures),
        Row("1.3.132.1.13", "ECMQV", KeyFamily.NotForSignatures),
        Row("2.16.840.1.101.2.1.1.22", "KEA", KeyFamily.NotForSignatures),
        Row("1.3.101.110", "X25519", KeyFamily.NotForSignatures),
        Row("1.3.101.111", "X448", KeyFamily.NotForSignatures),
        Row("2.16.840.1.101.3.4.4.1", "ML-KEM-512", KeyFamily.NotForSignatures),
        Row("2.16.840.1.101.3.4.4.2", "ML-KEM-768", KeyFamily.NotForSignatures),
        Row("2.16.840.1.101.3.4.4.3", "ML-KEM-1024", KeyFamily.NotForSignatures),
        Row("1.2.643.2.2.19", "GOST R 34.10-2001", KeyFamily.Unknown),
        Row("1.2.643.7.1.1.1.1", "GOST R 34.10-2012 (256)", KeyFamily.Unknown),
        Row("1.2.643.7.1.1.1.2", "GOST R 34.10-2012 (512)", KeyFamily.Unknown),
    ];

    /// <summary>Null when the identifier is not known.</summary>
    public static KeyAlgorithm? Find(ReadOnlySpan<byte> oid)
    {
        foreach (var (known, algorithm) in Table)
            if (oid.SequenceEqual(known)) return algorithm;
        return null;
    }

    private static KeyFamily FamilyOf(string name) =>
        name.StartsWith("ML-DSA", StringComparison.Ordinal) ? KeyFamily.MLDsa : KeyFamily.SlhDsa;

    private static (byte[] Oid, KeyAlgorithm Algorithm) Row(string oid, string name, KeyFamily family) =>
        (ObjectIdentifiers.Encode(oid), new KeyAlgorithm(name, family));
}
