namespace Crosspath.Authority;

/// <summary>What kind of key to make, and with which hash it signs.</summary>
public enum SigningKeyKind
{
    /// <summary>ECDSA on P-256, with SHA-256.</summary>
    EcdsaP256,

    /// <summary>ECDSA on P-384, with SHA-384.</summary>
    EcdsaP384,

    /// <summary>RSA of 2048 bits, PKCS#1 v1.5 with SHA-256.</summary>
    Rsa2048,
}
