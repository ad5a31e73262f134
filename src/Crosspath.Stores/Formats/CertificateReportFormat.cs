using System.Diagnostics.CodeAnalysis;

namespace Crosspath.Stores.Formats;

/// <summary>The CCADB's reports of certificates as PEM: no store, but certificates for those that name theirs by hash.
/// </summary>
internal sealed class CertificateReportFormat : IStoreFormat
{
    private static readonly string[] Columns = ["X.509 Certificate (PEM)", "PEM Info", "PEM"];

    public StoreFormat Description { get; } = new("ccadb-certificates",
        "CCADB report of certificates as PEM (CSV): carries certificates, names no anchor");

    public bool Recognizes(StoreFile file)
    {
        foreach (var column in Columns)
        {
            if (CsvTable.HasColumns(file.Head, ReportRow.Sha256, column)) return true;
        }
        return false;
    }

    public bool TryRead(
        StoreFile file, [NotNullWhen(true)] out StoreReading? reading, [NotNullWhen(false)] out StoreProblem? problem)
    {
        reading = null;
        if (!CsvTable.TryRead(file.Text, out var table, out problem)) return false;
        var draft = new StoreDraft(Description.Name);
        foreach (var row in table.Rows)
        {
            if (ReportRow.Certificate(row, draft) is not { } fingerprint) continue;
            foreach (var column in Columns) ReportRow.Carry(row, column, fingerprint, draft);
        }
        reading = draft.ToReading();
        return true;
    }
}
