using System.Diagnostics;
using Crosspath.Census.Corpora.Sqlite;
using Crosspath.Census.Ingest;
using Crosspath.Census.Sources;

namespace Crosspath.Bench.Synthetic;

/// <summary>Times an ingest into a new embedded corpus: <c>ingest CORPUS FILE…</c>.</summary>
internal static class IngestTimes
{
    public static int Run(string corpusPath, IEnumerable<string> files)
    {
        using var corpus = SqliteCorpus.Open(corpusPath, create: true);
        var report = IngestRun.Of(corpus, files.Select(file => new CertificateFileSource(file)));
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(
            $"{report.Added} added, {report.Duplicates} there already, {report.Rejected} rejected in {report.Elapsed.TotalSeconds:0.0} s: " +
            $"{report.PerSecond:0} a second; processor {process.TotalProcessorTime.TotalSeconds:0.0} s, " +
            $"peak {process.PeakWorkingSet64 >> 20} MB, collections {GC.CollectionCount(0)}/{GC.CollectionCount(1)}/{GC.CollectionCount(2)} in {GC.GetTotalPauseDuration().TotalSeconds:0.0} s, file {new FileInfo(corpusPath).Length >> 20} MB");
        return 0;
    }
}
