namespace Crosspath.Paths;

/// <summary>How a <see cref="TrustGraph"/> is built. None of it changes the graph.</summary>
public sealed record GraphOptions
{
    /// <summary>Verdicts of earlier runs; those of this run are added to it. Null to verify everything.</summary>
    public VerdictMemory? Memory { get; init; }

    /// <summary>How many threads verify signatures; default: one a processor.</summary>
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    /// <summary>Told how many of how many signatures were verified, now and then.</summary>
    public IProgress<(int Done, int Total)>? Progress { get; init; }
}
