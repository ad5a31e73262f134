using System.Security.Cryptography;
using Crosspath.X509;

namespace Crosspath.Authority;

/// <summary>An RSA or ECDSA key of .NET's, in memory or, by OpenSSL, in a token.</summary>
internal sealed class PlatformSigner(AsymmetricAlgorithm key, bool isExportable = true) : ISigner
{
    public ReadOnlyMemory<byte> PublicKeyInfo { get; } = key.ExportSubjectPublicKeyInfo();

    public byte[] Sign(ReadOnlyMemory<byte> algorithm, ReadOnlyMemory<byte> bytes)
    {
        var form = SignatureAlgorithms.Read(algorithm.Span);
        var hash = (form.Pss?.Digest ?? form.Digest)?.PlatformName
            ?? throw new CryptographicException($"The platform does not sign with {form.Name}.");
        return key switch
        {
            ECDsa ecdsa => ecdsa.SignData(bytes.Span, hash, DSASignatureFormat.Rfc3279DerSequence),
            RSA rsa => rsa.SignData(bytes.Span, hash, form.Pss is null ? RSASignaturePadding.Pkcs1
                : RSASignaturePadding.Pss),
            _ => throw new CryptographicException("The key makes no signatures."),
        };
    }

    public string? ExportPkcs8Pem() => isExportable ? key.ExportPkcs8PrivateKeyPem() : null;

    public void Dispose() => key.Dispose();
}
