using System.Collections.Immutable;

namespace Crosspath.Federations;

/// <summary>A new root that takes over from the old one, step by step.</summary>
/// <param name="RootFile">The new root's certificate.</param>
/// <param name="Key">Where its private key is.</param>
/// <param name="Step">How far things have come.</param>
public sealed record RolloverSettings(string RootFile, KeyReference Key, RolloverStep Step)
{
    /// <summary>Addresses of the new root's revocation list.</summary>
    public ImmutableArray<string> RevocationLists { get; init; } = [];
}

/// <summary>How far a rollover has come. Each step holds what those before it brought, until the last two take
/// away.</summary>
public enum RolloverStep
{
    /// <summary>Nothing is done.</summary>
    None = 0,

    /// <summary>Old and new root sign each other.</summary>
    Introduce = 1,

    /// <summary>The other domains sign the new root, and the new root signs them.</summary>
    Agree = 2,

    /// <summary>The domain's members trust the new root beside the old one.</summary>
    Trust = 3,

    /// <summary>The domain's CAs have certificates by the new root.</summary>
    Move = 4,

    /// <summary>The domain's members trust the new root alone.</summary>
    Withdraw = 5,

    /// <summary>What others issued to the old root, and what it issued, is revoked.</summary>
    End = 6,
}
