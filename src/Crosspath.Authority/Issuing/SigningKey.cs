using System.Formats.Asn1;
using System.Security.Cryptography;
using Crosspath.X509.Signatures;

namespace Crosspath.Authority;

/// <summary>A private key that signs certificates and revocation lists.</summary>
public sealed class SigningKey : IDisposable
{
    // RFC 7093 section 2, method 1: the leftmost 160 bits of the hash.
    private const int ShortenedLength = 20;

    private readonly ISigner _signer;

    internal SigningKey(ISigner signer, byte[] algorithm) => (_signer, SignatureAlgorithm) = (signer, algorithm);

    /// <summary>Makes a fresh key.</summary>
    public static SigningKey Create(SigningKeyKind kind = SigningKeyKind.EcdsaP256) => kind switch
    {
        SigningKeyKind.EcdsaP256 => Of(ECDsa.Create(ECCurve.NamedCurves.nistP256)),
        SigningKeyKind.EcdsaP384 => Of(ECDsa.Create(ECCurve.NamedCurves.nistP384)),
        SigningKeyKind.Rsa2048 => Of(RSA.Create(2048)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Signs with a key that is there already, and disposes of it.</summary>
    /// <exception cref="ArgumentException">The key is on another curve than P-256, P-384 and P-521.</exception>
    public static SigningKey Of(ECDsa key) => Of(new PlatformSigner(key), SignatureForm.Default)
        ?? throw new ArgumentException("Nothing is signed on this curve.", nameof(key));

    /// <summary>Signs with a key that is there already, and disposes of it: PKCS#1 v1.5 with SHA-256.</summary>
    public static SigningKey Of(RSA key) => Of(key, SignatureForm.Default);

    /// <summary>Signs with a key that is there already, and disposes of it.</summary>
    public static SigningKey Of(RSA key, SignatureForm form) => Of(new PlatformSigner(key), form)!;

    /// <summary>The subjectPublicKeyInfo.</summary>
    public ReadOnlyMemory<byte> PublicKeyInfo => _signer.PublicKeyInfo;

    /// <summary>The key identifier of RFC 5280 section 4.2.1.2, method 1: SHA-1 of the public key's bits.</summary>
    public byte[] KeyIdentifier => IdentifierOf(PublicKeyInfo);

    /// <summary>The key identifier of RFC 7093 section 2, method 1: the first 160 bits of the SHA-256 of the public
    /// key's bits.</summary>
    public byte[] Sha256KeyIdentifier => SHA256.HashData(BitsOf(PublicKeyInfo))[..ShortenedLength];

    /// <summary>The AlgorithmIdentifier of <see cref="Sign"/>.</summary>
    public ReadOnlyMemory<byte> SignatureAlgorithm { get; }

    /// <summary>Signs some bytes.</summary>
    /// <exception cref="CryptographicException">The key, or the token that keeps it, does not sign.</exception>
    public byte[] Sign(ReadOnlySpan<byte> bytes) => _signer.Sign(SignatureAlgorithm, bytes.ToArray());

    /// <summary>The private key, for a file that only its owner reads.</summary>
    /// <exception cref="InvalidOperationException">The key does not leave the token that keeps it.</exception>
    public string ExportPkcs8Pem() =>
        _signer.ExportPkcs8Pem() ?? throw new InvalidOperationException("The key does not leave its token.");

    /// <inheritdoc/>
    public void Dispose() => _signer.Dispose();

    /// <summary>Null when nothing is signed with keys of its kind.</summary>
    internal static SigningKey? Of(ISigner signer, SignatureForm form) =>
        form.AlgorithmFor(signer.PublicKeyInfo.Span) is { } algorithm ? new SigningKey(signer, algorithm) : null;

    /// <summary>Whether two subjectPublicKeyInfos hold the same key: RSA keys may be marked as for PSS alone.</summary>
    internal static bool IsSameKey(ReadOnlyMemory<byte> one, ReadOnlyMemory<byte> other) =>
        one.Span.SequenceEqual(other.Span) || BitsOf(one).SequenceEqual(BitsOf(other));

    /// <summary>Method 1 of RFC 5280 section 4.2.1.2 for any key.</summary>
    internal static byte[] IdentifierOf(ReadOnlyMemory<byte> publicKeyInfo) => SHA1.HashData(BitsOf(publicKeyInfo));

    /// <summary>The frame that certificates and revocation lists share (RFC 5280 sections 4.1 and 5.1): what is signed,
    /// the algorithm, the signature.</summary>
    internal byte[] Seal(byte[] signedPart) => Seal(signedPart, SignatureAlgorithm, Sign(signedPart));

    /// <summary>The same with a signature that was made elsewhere.</summary>
    internal static byte[] Seal(ReadOnlyMemory<byte> signedPart, ReadOnlyMemory<byte> algorithm, ReadOnlySpan<byte> signature)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(signedPart.Span);
            writer.WriteEncodedValue(algorithm.Span);
            writer.WriteBitString(signature);
        }
        return writer.Encode();
    }

    // The content of subjectPublicKey, without tag, length and the number of unused bits; of a key that cannot be read,
    // and may be a stranger's, all there is.
    private static ReadOnlySpan<byte> BitsOf(ReadOnlyMemory<byte> publicKeyInfo) =>
        KeyInfo.TryRead(publicKeyInfo.Span, out var info) ? info.Key : publicKeyInfo.Span;
}
