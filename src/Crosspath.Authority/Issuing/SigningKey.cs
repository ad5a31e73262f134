using System.Security.Cryptography;

namespace Crosspath.Authority;

/// <summary>A private key that signs certificates: ECDSA on P-256 with SHA-256.</summary>
public sealed class SigningKey : IDisposable
{
    // The uncompressed point is the end of the info: x04, then twice 32 octets.
    private const int PointLength = 65;

    private readonly ECDsa _key;

    private SigningKey(ECDsa key)
    {
        _key = key;
        PublicKeyInfo = key.ExportSubjectPublicKeyInfo();
    }

    /// <summary>Makes a fresh key.</summary>
    public static SigningKey Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>The subjectPublicKeyInfo.</summary>
    public ReadOnlyMemory<byte> PublicKeyInfo { get; }

    /// <summary>The key identifier of RFC 5280 section 4.2.1.2, method 1: SHA-1 of the public key's bits.</summary>
    public byte[] KeyIdentifier => SHA1.HashData(PublicKeyInfo.Span[^PointLength..]);

    /// <summary>The AlgorithmIdentifier of <see cref="Sign"/>: ecdsa-with-SHA256 without parameters (RFC 5758 section
    /// 3.2).</summary>
    public ReadOnlyMemory<byte> SignatureAlgorithm { get; } =
        new byte[] { 0x30, 10, 6, 8, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 4, 3, 2 };

    /// <summary>Signs some bytes.</summary>
    public byte[] Sign(ReadOnlySpan<byte> bytes) =>
        _key.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    /// <summary>The private key, for a file that only its owner reads.</summary>
    public string ExportPkcs8Pem() => _key.ExportPkcs8PrivateKeyPem();

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
