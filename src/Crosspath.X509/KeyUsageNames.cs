namespace Crosspath.X509;

/// <summary>What RFC 5280 section 4.2.1.3 calls the key usages.</summary>
public static class KeyUsageNames
{
    // In the order of the bits.
    private static readonly string[] Names =
    [
        "digitalSignature", "nonRepudiation", "keyEncipherment", "dataEncipherment", "keyAgreement", "keyCertSign",
        "cRLSign", "encipherOnly", "decipherOnly",
    ];

    /// <summary>The names of some usages, in the RFC's order.</summary>
    public static IEnumerable<string> Of(KeyUsages usages) =>
        Names.Where((_, bit) => usages.HasFlag((KeyUsages)(1 << bit)));
}
