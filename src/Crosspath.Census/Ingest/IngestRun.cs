using System.Collections.Concurrent;
using System.Diagnostics;
using Crosspath.Census.Corpora;
using Crosspath.Census.Sources;

namespace Crosspath.Census.Ingest;

// Three stages side by side, with little between them: one thread takes the source apart, some read certificates and hash,
// one stores. Pieces are handed on in order, so the same input always makes the same corpus.

/// <summary>Reads sources into a corpus.</summary>
public sealed class IngestRun
{
    private const int ItemsAtATime = 256;
    private const int PiecesAhead = 24;

    private readonly ICorpus _corpus;
    private readonly IngestOptions _options;
    private readonly RecordReader _reader = new();
    private readonly Stopwatch _watch = new();
    private IngestReport _report = new();

    private IngestRun(ICorpus corpus, IngestOptions options) => (_corpus, _options) = (corpus, options);

    /// <summary>Reads sources, one after the other. A source that fails does not keep the next from being read.</summary>
    /// <param name="corpus">Where to.</param>
    /// <param name="sources">In order.</param>
    /// <param name="options">Null: the usual ones.</param>
    /// <param name="cancellation">Ends the run after the batch that is being stored.</param>
    /// <exception cref="CorpusException">The corpus cannot be written to.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; what was stored is kept.</exception>
    public static IngestReport Of(
        ICorpus corpus,
        IEnumerable<ICertificateSource> sources,
        IngestOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentNullException.ThrowIfNull(sources);
        return new IngestRun(corpus, options ?? new IngestOptions()).Run(sources, cancellation);
    }

    private IngestReport Run(IEnumerable<ICertificateSource> sources, CancellationToken cancellation)
    {
        _watch.Start();
        using var writer = _corpus.Write();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var pieces = new BlockingCollection<Task<RecordPiece>>(PiecesAhead);
        var reading = Task.Factory.StartNew(
            () => ReadAll(sources, pieces, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            StoreAll(writer, pieces, stop.Token);
            reading.GetAwaiter().GetResult();
        }
        finally
        {
            // A writer that fails must not leave the reader waiting for room.
            stop.Cancel();
            reading.ContinueWith(_ => { }, TaskScheduler.Default).Wait(CancellationToken.None);
        }
        writer.Complete();
        return Snapshot();
    }

    private void ReadAll(
        IEnumerable<ICertificateSource> sources, BlockingCollection<Task<RecordPiece>> pieces, CancellationToken cancellation)
    {
        try
        {
            foreach (var source in sources) ReadOne(source, pieces, cancellation);
        }
        finally
        {
            pieces.CompleteAdding();
        }
    }

    private void ReadOne(ICertificateSource source, BlockingCollection<Task<RecordPiece>> pieces, CancellationToken cancellation)
    {
        var items = new List<SourceItem>(ItemsAtATime);
        var piece = 0L;
        string? position;
        lock (_corpus) position = _corpus.PositionOf(source.Name); // one thread reads, another stores
        foreach (var item in source.Read(position, cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
            items.Add(item);
            if (items.Count < ItemsAtATime) continue;
            HandOn(items, piece++, pieces, cancellation);
            items = new List<SourceItem>(ItemsAtATime);
        }
        HandOn(items, piece, pieces, cancellation);
    }

    private void HandOn(
        List<SourceItem> items, long piece, BlockingCollection<Task<RecordPiece>> pieces, CancellationToken cancellation)
    {
        // A failure concerns everybody. A mark speaks for certificates that other processes may not have stored yet.
        if (_options.Shards > 1) items.RemoveAll(item => item is SourceItem.Mark);
        if (piece % _options.Shards != _options.Shard - 1) items.RemoveAll(item => item is not SourceItem.Failed);
        if (items.Count > 0) pieces.Add(Task.Run(() => _reader.Read(items), cancellation), cancellation);
    }

    private void StoreAll(ICorpusWriter writer, BlockingCollection<Task<RecordPiece>> pieces, CancellationToken cancellation)
    {
        var records = new List<CorpusRecord>(writer.BatchRecords + ItemsAtATime);
        var marks = new List<SourceItem.Mark>();
        foreach (var task in pieces.GetConsumingEnumerable(cancellation))
        {
            var piece = task.GetAwaiter().GetResult();
            records.AddRange(piece.Records);
            marks.AddRange(piece.Marks);
            foreach (var rejected in piece.Rejected) _options.OnRejected?.Invoke(rejected);
            _report = _report with
            {
                Rejected = _report.Rejected + piece.Rejected.Count,
                Failures = [.. _report.Failures, .. piece.Failures],
            };
            if (records.Count >= writer.BatchRecords) Store(writer, records, marks);
        }
        Store(writer, records, marks);
    }

    private void Store(ICorpusWriter writer, List<CorpusRecord> records, List<SourceItem.Mark> marks)
    {
        if (records.Count == 0 && marks.Count == 0) return;
        int added;
        lock (_corpus) added = writer.Add(records, marks);
        _report = _report with
        {
            Added = _report.Added + added,
            Duplicates = _report.Duplicates + records.Count - added,
            Cas = _report.Cas + records.Count(record => record.Kind == RecordKind.Ca),
            Leaves = _report.Leaves + records.Count(record => record.Kind == RecordKind.Leaf),
            Precertificates = _report.Precertificates + records.Count(record => record.Kind == RecordKind.Precertificate),
        };
        records.Clear();
        marks.Clear();
        _options.Progress?.Report(Snapshot());
    }

    private IngestReport Snapshot() => _report with { Elapsed = _watch.Elapsed };
}
