namespace Crosspath.X509;

/// <summary>What is known about one signature under one public key.</summary>
public enum SignatureVerdict
{
    /// <summary>The holder of the private key made this signature over these bytes.</summary>
    Valid,

    /// <summary>
    /// The key did not make this signature: the mathematics says so, the signature's value is malformed, or a key of
    /// this kind cannot make signatures of this algorithm.
    /// </summary>
    Bad,

    /// <summary>
    /// Neither valid nor bad: the platform lacks the algorithm, the key is unusable, or the algorithm's parameters are
    /// not understood.
    /// </summary>
    Unverifiable,
}
