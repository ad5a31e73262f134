using Crosspath.X509.Signatures;

namespace Crosspath.X509;

/// <summary>The signature algorithms that certificates and CRLs name.</summary>
public static class SignatureAlgorithms
{
    // The search is linear: what is common stands first.
    private static readonly (byte[] Oid, SignatureAlgorithm Algorithm)[] Table =
    [
        Row("1.2.840.113549.1.1.11", "sha256WithRSAEncryption", SignatureScheme.RsaPkcs1, Digest.Sha256),
        Row("1.2.840.113549.1.1.5", "sha1WithRSAEncryption", SignatureScheme.RsaPkcs1, Digest.Sha1),
        Row("1.2.840.10045.4.3.3", "ecdsa-with-SHA384", SignatureScheme.Ecdsa, Digest.Sha384),
        Row("1.2.840.10045.4.3.2", "ecdsa-with-SHA256", SignatureScheme.Ecdsa, Digest.Sha256),
        Row("1.2.840.113549.1.1.12", "sha384WithRSAEncryption", SignatureScheme.RsaPkcs1, Digest.Sha384),
        Row("1.2.840.113549.1.1.13", "sha512WithRSAEncryption", SignatureScheme.RsaPkcs1, Digest.Sha512),
        Row("1.2.840.113549.1.1.10", "RSASSA-PSS", SignatureScheme.RsaPss),
        Row("1.2.840.113549.1.1.4", "md5WithRSAEncryption", SignatureScheme.RsaPkcs1, Digest.Md5),
        Row("1.2.840.10045.4.3.4", "ecdsa-with-SHA512", SignatureScheme.Ecdsa, Digest.Sha512),
        Row("1.3.101.112", "Ed25519", SignatureScheme.SameAsKey),
        Row("1.3.101.113", "Ed448", SignatureScheme.SameAsKey),

        // RFC 8017, RFC 9688, ISO 14533; and the Open Systems Environment workshop's of the early nineties
        Row("1.2.840.113549.1.1.2", "md2WithRSAEncryption", SignatureScheme.RsaPkcs1),
        Row("1.2.840.113549.1.1.3", "md4WithRSAEncryption", SignatureScheme.RsaPkcs1),
        Row("1.2.840.113549.1.1.14", "sha224WithRSAEncryption", SignatureScheme.RsaPkcs1, Digest.Sha224),
        Row("1.2.840.113549.1.1.15", "sha512-224WithRSAEncryption", SignatureScheme.RsaPkcs1, Digest.Sha512Of224),
        Row("1.2.840.113549.1.1.16", "sha512-256WithRSAEncryption", SignatureScheme.RsaPkcs1, Digest.Sha512Of256),
        Row("2.16.840.1.101.3.4.3.13", "sha3-224WithRSAEncryption", SignatureScheme.RsaPkcs1, Digest.Sha3Of224),
        Row("2.16.840.1.101.3.4.3.14", "sha3-256WithRSAEncryption", SignatureScheme.RsaPkcs1, Digest.Sha3Of256),
        Row("2.16.840.1.101.3.4.3.15", "sha3-384WithRSAEncryption", SignatureScheme.RsaPkcs1, Digest.Sha3Of384),
        Row("2.16.840.1.101.3.4.3.16", "sha3-512WithRSAEncryption", SignatureScheme.RsaPkcs1, Digest.Sha3Of512),
        Row("1.3.36.3.3.1.2", "ripemd160WithRSA", SignatureScheme.RsaPkcs1, Digest.RipeMd160),
        Row("1.3.14.3.2.29", "sha1WithRSASignature", SignatureScheme.RsaPkcs1, Digest.Sha1),
        Row("1.3.14.3.2.3", "md5WithRSA", SignatureScheme.RsaPkcs1, Digest.Md5),
        Row("1.3.14.3.2.2", "md4WithRSA", SignatureScheme.RsaPkcs1),
        Row("1.3.14.3.2.4", "md4WithRSAEncryption", SignatureScheme.RsaPkcs1),
        Row("1.3.14.3.2.15", "shaWithRSASignature", SignatureScheme.RsaPkcs1), // SHA-0, withdrawn in 1995
        Row("1.3.6.1.5.5.7.6.30", "RSASSA-PSS-SHAKE128", SignatureScheme.RsaPss),
        Row("1.3.6.1.5.5.7.6.31", "RSASSA-PSS-SHAKE256", SignatureScheme.RsaPss),

        // RFC 5758, RFC 9688, RFC 8692
        Row("1.2.840.10045.4.1", "ecdsa-with-SHA1", SignatureScheme.Ecdsa, Digest.Sha1),
        Row("1.2.840.10045.4.3.1", "ecdsa-with-SHA224", SignatureScheme.Ecdsa, Digest.Sha224),
        Row("2.16.840.1.101.3.4.3.9", "ecdsa-with-SHA3-224", SignatureScheme.Ecdsa, Digest.Sha3Of224),
        Row("2.16.840.1.101.3.4.3.10", "ecdsa-with-SHA3-256", SignatureScheme.Ecdsa, Digest.Sha3Of256),
        Row("2.16.840.1.101.3.4.3.11", "ecdsa-with-SHA3-384", SignatureScheme.Ecdsa, Digest.Sha3Of384),
        Row("2.16.840.1.101.3.4.3.12", "ecdsa-with-SHA3-512", SignatureScheme.Ecdsa, Digest.Sha3Of512),
        Row("1.2.840.10045.4.2", "ecdsa-with-Recommended", SignatureScheme.Ecdsa),
        Row("1.2.840.10045.4.3", "ecdsa-with-Specified", SignatureScheme.Ecdsa),
        Row("1.3.6.1.5.5.7.6.32", "ecdsa-with-shake128", SignatureScheme.Ecdsa),
        Row("1.3.6.1.5.5.7.6.33", "ecdsa-with-shake256", SignatureScheme.Ecdsa),

        // RFC 3279, RFC 5758
        Row("1.2.840.10040.4.3", "dsa-with-SHA1", SignatureScheme.Dsa, Digest.Sha1),
        Row("2.16.840.1.101.3.4.3.1", "dsa-with-SHA224", SignatureScheme.Dsa, Digest.Sha224),
        Row("2.16.840.1.101.3.4.3.2", "dsa-with-SHA256", SignatureScheme.Dsa, Digest.Sha256),
        Row("2.16.840.1.101.3.4.3.3", "dsa-with-SHA384", SignatureScheme.Dsa, Digest.Sha384),
        Row("2.16.840.1.101.3.4.3.4", "dsa-with-SHA512", SignatureScheme.Dsa, Digest.Sha512),
        Row("1.3.14.3.2.27", "dsaWithSHA1", SignatureScheme.Dsa, Digest.Sha1),
        Row("1.3.14.3.2.13", "dsaWithSHA", SignatureScheme.Dsa), // SHA-0

        // RFC 9881, RFC 9909: the identifier of the key is that of the signature
        .. PostQuantumAlgorithms.Names.Select(row => Row(row.Oid, row.Name, SignatureScheme.SameAsKey)),

        // named, no more
        Row("1.2.643.2.2.3", "GOST R 34.10-2001", SignatureScheme.Other),
        Row("1.2.643.7.1.1.3.2", "GOST R 34.10-2012 (256)", SignatureScheme.Other),
        Row("1.2.643.7.1.1.3.3", "GOST R 34.10-2012 (512)", SignatureScheme.Other),
        Row("1.2.156.10197.1.501", "SM2-with-SM3", SignatureScheme.Other),
    ];

    private static readonly SignatureAlgorithm Unknown = new("unknown", SignatureScheme.Other);

    /// <summary>
    /// A name for people: the standard's own, such as <c>sha256WithRSAEncryption</c> or
    /// <c>RSASSA-PSS (SHA-256, salt 32)</c>; the dotted object identifier where there is none here.
    /// </summary>
    /// <param name="algorithmIdentifier">The AlgorithmIdentifier with its header.</param>
    public static string NameOf(ReadOnlySpan<byte> algorithmIdentifier)
    {
        var algorithm = Read(algorithmIdentifier);
        if (algorithm.Pss is { } parameters) return $"{algorithm.Name} ({parameters})";
        if (algorithm != Unknown) return algorithm.Name;
        return AlgorithmIdentifier.TryRead(algorithmIdentifier, out var identifier)
            ? ObjectIdentifiers.Print(identifier.Oid)
            : "unreadable";
    }

    // Parameters change nothing but in RSASSA-PSS; elsewhere it is a matter of form whether NULL or nothing is there.
    internal static SignatureAlgorithm Read(ReadOnlySpan<byte> algorithmIdentifier)
    {
        if (!AlgorithmIdentifier.TryRead(algorithmIdentifier, out var identifier)) return Unknown;
        foreach (var (oid, algorithm) in Table)
        {
            if (!identifier.Oid.SequenceEqual(oid)) continue;
            return algorithm.Scheme == SignatureScheme.RsaPss && algorithm.Name == "RSASSA-PSS"
                ? algorithm with { Pss = PssParameters.Read(identifier.Parameters) }
                : algorithm;
        }
        return Unknown;
    }

    private static (byte[] Oid, SignatureAlgorithm Algorithm) Row(
        string oid, string name, SignatureScheme scheme, Digest? digest = null) =>
        (ObjectIdentifiers.Encode(oid), new SignatureAlgorithm(name, scheme, digest));
}
