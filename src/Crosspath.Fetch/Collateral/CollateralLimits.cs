namespace Crosspath.Fetch.Collateral;

/// <summary>What looking for the issuers and the status of some certificates may cost.</summary>
public sealed record CollateralLimits
{
    /// <summary>How many documents are asked for.</summary>
    public int MostDocuments { get; init; } = 200;

    /// <summary>How many are asked for at once.</summary>
    public int Parallel { get; init; } = 4;

    /// <summary>How far issuers of issuers are followed. The longest chains of the web PKI have five.</summary>
    public int MostDepth { get; init; } = 8;

    /// <summary>How long it may take in all.</summary>
    public TimeSpan MostTime { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a document of certificates may be; the largest seen in the wild hold some hundreds.</summary>
    public long MostIssuerBytes { get; init; } = 1 << 20;

    /// <summary>How many certificates of one document are taken.</summary>
    public int MostIssuers { get; init; } = 200;

    /// <summary>How long a revocation list may be.</summary>
    public long MostListBytes { get; init; } = 32 << 20;

    /// <summary>How long an OCSP response may be.</summary>
    public long MostResponseBytes { get; init; } = 64 << 10;

    /// <summary>How much all documents together may be.</summary>
    public long MostBytes { get; init; } = 256 << 20;
}
