using System.Diagnostics.CodeAnalysis;
using Crosspath.Stores.Formats;
using Crosspath.X509;

namespace Crosspath.Stores.Revocation;

/// <summary>Any table with a column of SHA-256 fingerprints, and perhaps one of days.</summary>
internal sealed class FingerprintTableFormat : IBlocklistFormat
{
    private static readonly string[] Columns = ["sha256", "SHA256", "fingerprint", ReportRow.Sha256];

    public StoreFormat Description { get; } = new("fingerprint-table",
        "any table with a column sha256 or fingerprint, and perhaps one called date (CSV)");

    public bool Recognizes(StoreFile file)
    {
        foreach (var column in Columns)
        {
            if (CsvTable.HasColumns(file.Head, column)) return true;
        }
        return false;
    }

    public bool TryRead(
        StoreFile file, [NotNullWhen(true)] out Blocklist? list, [NotNullWhen(false)] out StoreProblem? problem) =>
        TryRead(file, BlocklistMechanism.Given, out list, out problem);

    /// <summary>Reads the table of a mechanism.</summary>
    public static bool TryRead(
        StoreFile file, BlocklistMechanism mechanism,
        [NotNullWhen(true)] out Blocklist? list, [NotNullWhen(false)] out StoreProblem? problem)
    {
        list = null;
        if (!CsvTable.TryRead(file.Text, out var table, out problem)) return false;
        var draft = new BlocklistDraft(mechanism);
        foreach (var row in table.Rows) Add(row, draft);
        list = draft.ToList(null);
        return true;
    }

    private static void Add(CsvRow row, BlocklistDraft draft)
    {
        var hex = Columns.Select(column => row[column]).FirstOrDefault(text => text.Length > 0);
        if (!Fingerprint.TryParse(hex, out var fingerprint))
        {
            draft.Report(row.Place, "no SHA-256 of 64 hex digits");
            return;
        }
        var since = BlocklistDraft.Day(row["date"]);
        if (since is null && row["date"].Length > 0)
            draft.Report(row.Place, "a date that is no day: it counts from the list's own");
        draft.Add(new BlocklistEntry.Certificate(fingerprint) { From = since });
    }
}
