using System.Security.Cryptography;

namespace Crosspath.X509.Signatures;

/// <summary>ECDSA by .NET.</summary>
internal sealed class EcdsaVerifier(ECDsa key) : IKeyVerifier
{
    public static EcdsaVerifier Import(ReadOnlySpan<byte> subjectPublicKeyInfo)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(subjectPublicKeyInfo, out _);
        }
        catch
        {
            key.Dispose();
            throw;
        }
        return new EcdsaVerifier(key);
    }

    public bool? Verify(SignatureAlgorithm algorithm, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        Span<byte> hash = stackalloc byte[Digest.MaxSize];
        if (algorithm.Digest is not { } digest || !digest.TryCompute(message, hash)) return null;
        // RFC 3279 section 2.2.3: Ecdsa-Sig-Value
        return key.VerifyHash(hash[..digest.Size], signature, DSASignatureFormat.Rfc3279DerSequence);
    }

    public void Dispose() => key.Dispose();
}
