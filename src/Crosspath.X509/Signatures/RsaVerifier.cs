using System.Security.Cryptography;

namespace Crosspath.X509.Signatures;

/// <summary>RSA by .NET: PKCS#1 v1.5, and PSS with one hash throughout and a salt of its length.</summary>
internal sealed class RsaVerifier(RSA key) : IKeyVerifier
{
    public static RsaVerifier Import(in KeyInfo info)
    {
        _ = RsaKeyValues.TryRead(info.Key, out var values);
        var rsa = RSA.Create();
        try
        {
            rsa.ImportParameters(new()
            {
                Modulus = values.Modulus.ToArray(),
                Exponent = values.Exponent.ToArray(),
            });
        }
        catch
        {
            rsa.Dispose();
            throw;
        }
        return new RsaVerifier(rsa);
    }

    public bool? Verify(SignatureAlgorithm algorithm, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        var (digest, padding) = (algorithm.Digest, RSASignaturePadding.Pkcs1);
        if (algorithm.Pss is { } pss)
        {
            if (pss.MaskDigest != pss.Digest || pss.SaltLength != pss.Digest.Size) return null;
            (digest, padding) = (pss.Digest, RSASignaturePadding.Pss);
        }
        Span<byte> hash = stackalloc byte[Digest.MaxSize];
        if (digest?.PlatformName is not { } name || !digest.TryCompute(message, hash)) return null;
        return key.VerifyHash(hash[..digest.Size], signature, name, padding);
    }

    public void Dispose() => key.Dispose();
}
