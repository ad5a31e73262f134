namespace Crosspath.Authority;

/// <summary>A private key, wherever it is kept.</summary>
internal interface ISigner : IDisposable
{
    /// <summary>The subjectPublicKeyInfo.</summary>
    ReadOnlyMemory<byte> PublicKeyInfo { get; }

    /// <summary>Signs some bytes.</summary>
    /// <param name="algorithm">The AlgorithmIdentifier, of a kind that fits the key.</param>
    /// <param name="bytes">What is signed.</param>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The key, or the device that keeps it,
    /// does not sign.</exception>
    byte[] Sign(ReadOnlyMemory<byte> algorithm, ReadOnlyMemory<byte> bytes);

    /// <summary>The private key as PKCS#8; null where it does not leave its place.</summary>
    string? ExportPkcs8Pem();
}
