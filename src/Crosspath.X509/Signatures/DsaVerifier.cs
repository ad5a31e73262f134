using System.Security.Cryptography;

namespace Crosspath.X509.Signatures;

/// <summary>DSA by .NET, where the platform still has it.</summary>
internal sealed class DsaVerifier(DSA key) : IKeyVerifier
{
    public static DsaVerifier Import(ReadOnlySpan<byte> subjectPublicKeyInfo)
    {
        var key = DSA.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(subjectPublicKeyInfo, out _);
        }
        catch
        {
            key.Dispose();
            throw;
        }
        return new DsaVerifier(key);
    }

    public bool? Verify(SignatureAlgorithm algorithm, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        Span<byte> hash = stackalloc byte[Digest.MaxSize];
        if (algorithm.Digest is not { } digest || !digest.TryCompute(message, hash)) return null;
        // RFC 3279 section 2.2.2: Dss-Sig-Value
        return key.VerifySignature(hash[..digest.Size], signature, DSASignatureFormat.Rfc3279DerSequence);
    }

    public void Dispose() => key.Dispose();
}
