using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Crosspath.Authority;

/// <summary>A private key that signs certificates and revocation lists: ECDSA on P-256 or P-384, or RSA.</summary>
public sealed class SigningKey : IDisposable
{
    // RFC 7093 section 2, method 1: the leftmost 160 bits of the hash.
    private const int ShortenedLength = 20;

    private readonly AsymmetricAlgorithm _key;
    private readonly HashAlgorithmName _hash;

    private SigningKey(AsymmetricAlgorithm key, HashAlgorithmName hash, byte[] algorithm)
    {
        (_key, _hash, SignatureAlgorithm) = (key, hash, algorithm);
        PublicKeyInfo = key.ExportSubjectPublicKeyInfo();
    }

    /// <summary>Makes a fresh key.</summary>
    public static SigningKey Create(SigningKeyKind kind = SigningKeyKind.EcdsaP256) => kind switch
    {
        SigningKeyKind.EcdsaP256 => Of(ECDsa.Create(ECCurve.NamedCurves.nistP256)),
        SigningKeyKind.EcdsaP384 => Of(ECDsa.Create(ECCurve.NamedCurves.nistP384)),
        SigningKeyKind.Rsa2048 => Of(RSA.Create(2048)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Signs with a key that is there already, and disposes of it.</summary>
    /// <exception cref="ArgumentException">The key is on another curve than P-256 and P-384.</exception>
    public static SigningKey Of(ECDsa key) => key.ExportParameters(false).Curve.Oid.Value switch
    {
        // ecdsa-with-SHA256 and ecdsa-with-SHA384, without parameters: RFC 5758 section 3.2.
        "1.2.840.10045.3.1.7" => new(key, HashAlgorithmName.SHA256, Algorithm("1.2.840.10045.4.3.2", hasNull: false)),
        "1.3.132.0.34" => new(key, HashAlgorithmName.SHA384, Algorithm("1.2.840.10045.4.3.3", hasNull: false)),
        var curve => throw new ArgumentException($"Nothing is signed on the curve {curve}.", nameof(key)),
    };

    /// <summary>Signs with a key that is there already, and disposes of it: PKCS#1 v1.5 with SHA-256.</summary>
    public static SigningKey Of(RSA key) =>
        new(key, HashAlgorithmName.SHA256, Algorithm("1.2.840.113549.1.1.11", hasNull: true));

    /// <summary>The subjectPublicKeyInfo.</summary>
    public ReadOnlyMemory<byte> PublicKeyInfo { get; }

    /// <summary>The key identifier of RFC 5280 section 4.2.1.2, method 1: SHA-1 of the public key's bits.</summary>
    public byte[] KeyIdentifier => SHA1.HashData(PublicKeyBits());

    /// <summary>The key identifier of RFC 7093 section 2, method 1: the first 160 bits of the SHA-256 of the public
    /// key's bits.</summary>
    public byte[] Sha256KeyIdentifier => SHA256.HashData(PublicKeyBits())[..ShortenedLength];

    /// <summary>The AlgorithmIdentifier of <see cref="Sign"/>.</summary>
    public ReadOnlyMemory<byte> SignatureAlgorithm { get; }

    /// <summary>Signs some bytes.</summary>
    public byte[] Sign(ReadOnlySpan<byte> bytes) => _key switch
    {
        ECDsa ecdsa => ecdsa.SignData(bytes, _hash, DSASignatureFormat.Rfc3279DerSequence),
        _ => ((RSA)_key).SignData(bytes, _hash, RSASignaturePadding.Pkcs1),
    };

    /// <summary>The private key, for a file that only its owner reads.</summary>
    public string ExportPkcs8Pem() => _key.ExportPkcs8PrivateKeyPem();

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    /// <summary>The frame that certificates and revocation lists share (RFC 5280 sections 4.1 and 5.1): what is signed,
    /// the algorithm, the signature.</summary>
    internal byte[] Seal(byte[] signedPart)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(signedPart);
            writer.WriteEncodedValue(SignatureAlgorithm.Span);
            writer.WriteBitString(Sign(signedPart));
        }
        return writer.Encode();
    }

    // The content of subjectPublicKey, without tag, length and the number of unused bits.
    private byte[] PublicKeyBits()
    {
        var info = new AsnReader(PublicKeyInfo, AsnEncodingRules.DER).ReadSequence();
        info.ReadEncodedValue();
        return info.ReadBitString(out _);
    }

    private static byte[] Algorithm(string oid, bool hasNull)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            if (hasNull) writer.WriteNull(); // RFC 4055 section 5: the parameters MUST be NULL.
        }
        return writer.Encode();
    }
}
