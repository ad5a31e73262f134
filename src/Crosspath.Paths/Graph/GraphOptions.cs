namespace Crosspath.Paths;

/// <summary>How a <see cref="TrustGraph"/> is built. None of it changes the graph.</summary>
public sealed record GraphOptions
{
    /// <summary>Verdicts of earlier runs; those of this run are added to it. Null to verify everything.</summary>
    public VerdictMemory? Memory { get; init; }

    /// <summary>How many threads verify signatures; default: one a processor.</summary>
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    /// <summary>How many signatures are tried for each certificate, on average; a few thousand are free. Hostile input
    /// can give ten thousand CAs one name, and then everything would be tried under every key. Of 8,716 real
    /// certificates a few dozen need a second try.</summary>
    public int SignaturesPerCertificate { get; init; } = 16;

    internal long MostSignatures(int certificates) => 4096 + (long)SignaturesPerCertificate * certificates;

    /// <summary>Told how many of how many signatures were verified, now and then.</summary>
    public IProgress<(int Done, int Total)>? Progress { get; init; }
}
