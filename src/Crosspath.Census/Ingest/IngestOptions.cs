namespace Crosspath.Census.Ingest;

/// <summary>How sources are ingested.</summary>
public sealed record IngestOptions
{
    /// <summary>Which part of the input is this process's: every <see cref="Shards"/>th piece, beginning with this one;
    /// from 1.</summary>
    public int Shard { get; init; } = 1;

    /// <summary>Among how many processes the input is split.</summary>
    public int Shards { get; init; } = 1;

    /// <summary>How many threads read certificates, beside the one that reads the source and the one that stores.</summary>
    public int Parallelism { get; init; } = Math.Max(1, Environment.ProcessorCount - 1);

    /// <summary>Told how it goes, after each batch.</summary>
    public IProgress<IngestReport>? Progress { get; init; }

    /// <summary>Told of each record that was rejected.</summary>
    public Action<Sources.SourceItem.Rejected>? OnRejected { get; init; }
}
