namespace Crosspath.X509.Signatures;

/// <summary>The mathematics of a signature.</summary>
internal enum SignatureScheme
{
    /// <summary>The name is known at most: GOST, SM2, and what nobody here has heard of.</summary>
    Other,
    RsaPkcs1,
    RsaPss,
    Ecdsa,
    Dsa,

    /// <summary>One object identifier names key and signature, and says all: EdDSA, ML-DSA, SLH-DSA.</summary>
    SameAsKey,
}
