using Crosspath.Census.Ingest;
using Crosspath.Census.Sources;

namespace Crosspath.Cli.Output;

/// <summary>Tells on standard error how an ingest goes: a line that is written over, where that is a terminal, and the first
/// records that are rejected.</summary>
internal sealed class IngestProgress(Terminal terminal) : IProgress<IngestReport>, IDisposable
{
    private const int MostRejected = 20;

    private double _shown;
    private int _rejected;

    /// <summary>Shows progress, at most five times a second.</summary>
    public void Report(IngestReport value)
    {
        if (!terminal.IsWatched || value.Elapsed.TotalSeconds - _shown < 0.2) return;
        _shown = value.Elapsed.TotalSeconds;
        terminal.Error.Write($"\r{value.Read:N0} read, {value.Added:N0} new, {value.PerSecond:N0} a second ");
    }

    /// <summary>Names a record that cannot be read.</summary>
    public void Reject(SourceItem.Rejected record)
    {
        Clear();
        _rejected++;
        if (_rejected <= MostRejected)
            terminal.Error.WriteLine($"crosspath: {record.Source}: {record.Reason} (at {record.Place}); skipped");
        if (_rejected == MostRejected) terminal.Error.WriteLine("crosspath: further records that cannot be read are only counted");
    }

    /// <summary>Takes the line away.</summary>
    public void Dispose() => Clear();

    private void Clear()
    {
        if (_shown > 0 && terminal.IsWatched) terminal.Error.Write("\r\x1b[K");
        _shown = 0;
    }
}
