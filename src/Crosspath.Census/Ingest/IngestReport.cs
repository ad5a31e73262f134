using System.Collections.Immutable;

namespace Crosspath.Census.Ingest;

/// <summary>What became of the records of some sources.</summary>
public sealed record IngestReport
{
    /// <summary>Records that were read: the sum of the next three.</summary>
    public long Read => Added + Duplicates + Rejected;

    /// <summary>Certificates that were new.</summary>
    public long Added { get; init; }

    /// <summary>Certificates that were there already.</summary>
    public long Duplicates { get; init; }

    /// <summary>Records that are no certificate.</summary>
    public long Rejected { get; init; }

    /// <summary>Of those read, CA certificates.</summary>
    public long Cas { get; init; }

    /// <summary>Of those read, other certificates.</summary>
    public long Leaves { get; init; }

    /// <summary>Of those read, precertificates.</summary>
    public long Precertificates { get; init; }

    /// <summary>Sources that could not be read to their end, with the reason.</summary>
    public ImmutableArray<Sources.SourceItem.Failed> Failures { get; init; } = [];

    /// <summary>How long it took, everything included.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Records a second.</summary>
    public double PerSecond => Elapsed > TimeSpan.Zero ? Read / Elapsed.TotalSeconds : 0;
}
