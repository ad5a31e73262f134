using System.Diagnostics.CodeAnalysis;

namespace Crosspath.Stores.Formats;

/// <summary>The CCADB's report of all certificates, with a status for every root program: recognized, and refused.
/// </summary>
internal sealed class AllRecordsReportFormat : IStoreFormat
{
    public StoreFormat Description { get; } = new("ccadb-all-records",
        "CCADB report of all records (CSV): refused, since it is the store of no one program");

    public bool Recognizes(StoreFile file) =>
        CsvTable.HasColumns(file.Head, ReportRow.Sha256, "Mozilla Status", "Microsoft Status");

    public bool TryRead(
        StoreFile file, [NotNullWhen(true)] out StoreReading? reading, [NotNullWhen(false)] out StoreProblem? problem)
    {
        reading = null;
        problem = new StoreProblem("line 1", "a report on all root programs at once is no one's store: "
            + "give the report of included certificates of one program");
        return false;
    }
}
