using Crosspath.Census.Owners;
using Crosspath.Census.Realms;
using Crosspath.Paths;

namespace Crosspath.Census.Analysis;

/// <summary>What a census is taken against.</summary>
public sealed record CensusQuestion
{
    /// <summary>Who trusted and distrusted whom, and when.</summary>
    public required TrustHistory History { get; init; }

    /// <summary>Adds to the history what is known to be revoked of a graph's certificates; null for nothing.</summary>
    public Func<TrustGraph, TrustHistory, TrustHistory>? Revocations { get; init; }

    /// <summary>Who controls which key.</summary>
    public OwnerBook Owners { get; init; } = OwnerBook.Empty;

    /// <summary>What is to stay apart.</summary>
    public RealmBook Realms { get; init; } = RealmBook.Empty;

    /// <summary>The rules.</summary>
    public CensusRules Rules { get; init; } = CensusRules.Default;

    /// <summary>Told what is being done, and how much of how much is done; a total of 0 stands for not known.</summary>
    public IProgress<(string Stage, long Done, long Total)>? Progress { get; init; }

    /// <summary>How many threads verify signatures.</summary>
    public int Parallelism { get; init; } = Environment.ProcessorCount;
}
