namespace Crosspath.X509.Signatures;

/// <summary>What a key's algorithm identifier makes of it.</summary>
internal enum KeyFamily
{
    Unknown,
    Rsa,

    /// <summary>id-RSASSA-PSS (RFC 4055): for PSS alone, perhaps with restrictions.</summary>
    RsaPss,
    Ec,
    Dsa,
    Edwards,
    MLDsa,
    SlhDsa,

    /// <summary>For key agreement or encryption.</summary>
    NotForSignatures,
}
