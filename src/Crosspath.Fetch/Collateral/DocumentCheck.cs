namespace Crosspath.Fetch.Collateral;

/// <summary>What is found of a document that was asked for.</summary>
/// <param name="Problem">Why it is of no use; null when it is.</param>
internal sealed record DocumentCheck(string? Problem)
{
    /// <summary>When the document itself says that there will be a newer one; null when it does not say.</summary>
    public DateTimeOffset? NextUpdate { get; init; }

    /// <summary>Whether it is worth keeping: what nobody at hand signed may be a forger's, and would stay.</summary>
    public bool MayBeKept { get; init; } = true;
}
