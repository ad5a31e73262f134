using Crosspath.Census.Sources;

namespace Crosspath.Census.Corpora;

/// <summary>Writes batches into a corpus. Killed at any moment, the corpus has lost at most the last
/// <see cref="MostAtRisk"/> records, and no mark that speaks for them. Disposing of the writer keeps what was
/// added.</summary>
public interface ICorpusWriter : IDisposable
{
    /// <summary>How many records make a good batch.</summary>
    int BatchRecords { get; }

    /// <summary>How many records may be lost when the process is killed.</summary>
    int MostAtRisk { get; }

    /// <summary>Stores a batch, whole or not at all. Those that are there already gain a sighting where it is a new
    /// one.</summary>
    /// <param name="records">Any number; <see cref="BatchRecords"/> at a time serve best.</param>
    /// <param name="marks">Positions that are safe once this batch is stored.</param>
    /// <returns>How many were new.</returns>
    int Add(IReadOnlyList<CorpusRecord> records, IReadOnlyList<SourceItem.Mark> marks);

    /// <summary>Does what is put off until everything is in, such as indexes.</summary>
    void Complete();
}
