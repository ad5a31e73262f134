namespace Crosspath.X509.Signatures;

/// <summary>One imported key.</summary>
internal interface IKeyVerifier : IDisposable
{
    /// <summary>Null when this implementation cannot say, which is not the signature's fault.</summary>
    /// <param name="algorithm">Understood, and of the key's family.</param>
    bool? Verify(SignatureAlgorithm algorithm, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature);
}
