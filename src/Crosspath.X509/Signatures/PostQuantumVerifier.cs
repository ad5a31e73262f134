using System.Security.Cryptography;

namespace Crosspath.X509.Signatures;

#pragma warning disable SYSLIB5006 // .NET 10 marks parts of ML-DSA and all of SLH-DSA as experimental

/// <summary>ML-DSA (RFC 9881) or SLH-DSA (RFC 9909) by .NET, without a context string, as certificates use them.</summary>
internal sealed class PostQuantumVerifier : IKeyVerifier
{
    private readonly MLDsa? _lattice;
    private readonly SlhDsa? _hash;

    private PostQuantumVerifier(MLDsa? lattice, SlhDsa? hash) => (_lattice, _hash) = (lattice, hash);

    /// <summary>Null when the platform lacks the algorithm.</summary>
    public static PostQuantumVerifier? Import(KeyFamily family, ReadOnlySpan<byte> subjectPublicKeyInfo) => family switch
    {
        KeyFamily.MLDsa when MLDsa.IsSupported => new(MLDsa.ImportSubjectPublicKeyInfo(subjectPublicKeyInfo), null),
        KeyFamily.SlhDsa when SlhDsa.IsSupported => new(null, SlhDsa.ImportSubjectPublicKeyInfo(subjectPublicKeyInfo)),
        _ => null,
    };

    public bool? Verify(SignatureAlgorithm algorithm, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        _lattice?.VerifyData(message, signature) ?? _hash?.VerifyData(message, signature);

    public void Dispose()
    {
        _lattice?.Dispose();
        _hash?.Dispose();
    }
}
