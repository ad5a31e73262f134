using System.Diagnostics.CodeAnalysis;
using Crosspath.Paths;
using Crosspath.X509.Der;

namespace Crosspath.Stores.Formats;

/// <summary>The CCADB's report of Mozilla's included roots, with or without PEM.</summary>
internal sealed class MozillaReportFormat : IStoreFormat
{
    public StoreFormat Description { get; } = new("ccadb-mozilla",
        "CCADB report of the roots in Mozilla's program (CSV): trust bits and distrust-after dates");

    public bool Recognizes(StoreFile file) => CsvTable.HasColumns(file.Head, ReportRow.Sha256, "Trust Bits");

    public bool TryRead(
        StoreFile file, [NotNullWhen(true)] out StoreReading? reading, [NotNullWhen(false)] out StoreProblem? problem)
    {
        reading = null;
        if (!CsvTable.TryRead(file.Text, out var table, out problem)) return false;
        var draft = new StoreDraft(Description.Name);
        foreach (var row in table.Rows)
        {
            if (ReportRow.Certificate(row, draft) is not { } fingerprint) continue;
            ReportRow.Carry(row, "PEM Info", fingerprint, draft);
            if (file.Known.TryFind(fingerprint, out var certificate)) draft.Carry(certificate);
            draft.Add(new StoreEntry(fingerprint, LimitsOf(row, draft)), row.Place);
        }
        reading = draft.ToReading();
        return true;
    }

    private static AnchorLimits LimitsOf(CsvRow row, StoreDraft draft)
    {
        var limits = new List<IssuanceLimit>();
        if (ReportRow.EndOfDay(row, "Distrust for TLS After Date", draft) is { } tls)
            limits.Add(new IssuanceLimit(tls, [Purposes.Server]));
        if (ReportRow.EndOfDay(row, "Distrust for S/MIME After Date", draft) is { } mail)
            limits.Add(new IssuanceLimit(mail, [Purposes.Email]));
        if (row["Mozilla Applied Constraints"].Length > 0)
            draft.Report(row.Place, "'Mozilla Applied Constraints' are free text and not looked at");
        return new AnchorLimits { Purposes = [.. TrustBits(row, draft)], IssuedBy = [.. limits] };
    }

    private static IEnumerable<ObjectIdentifier> TrustBits(CsvRow row, StoreDraft draft)
    {
        foreach (var bit in row.Parts("Trust Bits"))
        {
            switch (bit)
            {
                case "Websites":
                    yield return Purposes.Server;
                    break;
                case "Email":
                    yield return Purposes.Email;
                    break;
                case "Code":
                    yield return Purposes.Code;
                    break;
                case "All Trust Bits Turned Off":
                    break;
                default:
                    draft.Report(row.Place, "an unknown trust bit");
                    break;
            }
        }
    }
}
