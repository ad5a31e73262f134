using Crosspath.Census.Corpora;
using Crosspath.Census.Sources;

namespace Crosspath.Census.Ingest;

/// <summary>A piece of a source, read.</summary>
internal sealed class RecordPiece
{
    public List<CorpusRecord> Records { get; } = [];

    public List<SourceItem.Rejected> Rejected { get; } = [];

    public List<SourceItem.Mark> Marks { get; } = [];

    public List<SourceItem.Failed> Failures { get; } = [];
}
