namespace Crosspath.X509.Signatures;

/// <summary>How a signature was made.</summary>
/// <param name="Digest">Null where the scheme hashes for itself, and where the hash is out of reach (MD2, MD4).</param>
/// <param name="Pss">Set for RSASSA-PSS whose parameters could be read.</param>
internal sealed record SignatureAlgorithm(
    string Name, SignatureScheme Scheme, Digest? Digest = null, PssParameters? Pss = null)
{
    /// <summary>Whether enough is known to judge a signature.</summary>
    public bool IsUnderstood => Scheme switch
    {
        SignatureScheme.Other => false,
        SignatureScheme.SameAsKey => true,
        SignatureScheme.RsaPss => Pss is not null,
        _ => Digest is not null,
    };
}
