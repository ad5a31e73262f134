namespace Crosspath.X509.Signatures;

/// <summary>Names of the algorithms of FIPS 204 and FIPS 205 (RFC 9881, RFC 9909).</summary>
internal static class PostQuantumAlgorithms
{
    private const string Arc = "2.16.840.1.101.3.4.3.";

    /// <summary>In the order of their identifiers.</summary>
    public static readonly (string Oid, string Name)[] Names =
    [
        (Arc + "17", "ML-DSA-44"),
        (Arc + "18", "ML-DSA-65"),
        (Arc + "19", "ML-DSA-87"),
        (Arc + "20", "SLH-DSA-SHA2-128s"),
        (Arc + "21", "SLH-DSA-SHA2-128f"),
        (Arc + "22", "SLH-DSA-SHA2-192s"),
        (Arc + "23", "SLH-DSA-SHA2-192f"),
        (Arc + "24", "SLH-DSA-SHA2-256s"),
        (Arc + "25", "SLH-DSA-SHA2-256f"),
        (Arc + "26", "SLH-DSA-SHAKE-128s"),
        (Arc + "27", "SLH-DSA-SHAKE-128f"),
        (Arc + "28", "SLH-DSA-SHAKE-192s"),
        (Arc + "29", "SLH-DSA-SHAKE-192f"),
        (Arc + "30", "SLH-DSA-SHAKE-256s"),
        (Arc + "31", "SLH-DSA-SHAKE-256f"),
    ];
}
