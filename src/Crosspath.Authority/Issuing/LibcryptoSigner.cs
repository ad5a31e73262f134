using System.Security.Cryptography;
using Crosspath.X509;
using Crosspath.X509.Signatures;

namespace Crosspath.Authority;

/// <summary>A key that .NET does not know: Ed25519, Ed448, and RSA for PSS alone.</summary>
internal sealed class LibcryptoSigner : ISigner
{
    private readonly OpenSslSigner _key;
    private readonly byte[] _pkcs8;

    private LibcryptoSigner(OpenSslSigner key, byte[] publicKeyInfo, ReadOnlySpan<byte> pkcs8) =>
        (_key, PublicKeyInfo, _pkcs8) = (key, publicKeyInfo, pkcs8.ToArray());

    public ReadOnlyMemory<byte> PublicKeyInfo { get; }

    /// <summary>Null when there is no libcrypto, or it refuses the key.</summary>
    public static LibcryptoSigner? Import(ReadOnlySpan<byte> pkcs8)
    {
        var key = OpenSslSigner.Import(pkcs8);
        if (key?.PublicKeyInfo is { } publicKeyInfo) return new LibcryptoSigner(key, publicKeyInfo, pkcs8);
        key?.Dispose();
        return null;
    }

    public byte[] Sign(ReadOnlyMemory<byte> algorithm, ReadOnlyMemory<byte> bytes) =>
        _key.Sign(SignatureAlgorithms.Read(algorithm.Span), bytes)
        ?? throw new CryptographicException("OpenSSL does not sign with this key and algorithm.");

    public string? ExportPkcs8Pem() => PemEncoding.WriteString("PRIVATE KEY", _pkcs8);

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_pkcs8);
        _key.Dispose();
    }
}
