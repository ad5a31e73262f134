using System.Security.Cryptography;

#pragma warning disable SYSLIB5006 // .NET 10 marks parts of ML-DSA as experimental

namespace Crosspath.Authority;

/// <summary>An ML-DSA key (RFC 9881), where the platform has the algorithm.</summary>
internal sealed class PostQuantumSigner(MLDsa key) : ISigner
{
    /// <summary>Null where the platform lacks the algorithm.</summary>
    public static PostQuantumSigner? Import(byte[] pkcs8) =>
        MLDsa.IsSupported ? new PostQuantumSigner(MLDsa.ImportPkcs8PrivateKey(pkcs8)) : null;

    public ReadOnlyMemory<byte> PublicKeyInfo { get; } = key.ExportSubjectPublicKeyInfo();

    public byte[] Sign(ReadOnlyMemory<byte> algorithm, ReadOnlyMemory<byte> bytes) => key.SignData(bytes.ToArray());

    public string? ExportPkcs8Pem() => key.ExportPkcs8PrivateKeyPem();

    public void Dispose() => key.Dispose();
}
