using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Crosspath.Paths;
using Crosspath.X509.Der;

namespace Crosspath.Stores.Formats;

/// <summary>The CCADB's report of Microsoft's included roots.</summary>
internal sealed class MicrosoftReportFormat : IStoreFormat
{
    private static readonly Dictionary<string, ObjectIdentifier> Usages = new()
    {
        ["Server Authentication"] = Purposes.Server,
        ["Client Authentication"] = Purposes.Client,
        ["Code Signing"] = Purposes.Code,
        ["Secure Email"] = Purposes.Email,
        ["Time Stamping"] = Purposes.TimeStamping,
        ["OCSP Signing"] = ObjectIdentifier.Parse("1.3.6.1.5.5.7.3.9"),
        ["IP Security End System"] = ObjectIdentifier.Parse("1.3.6.1.5.5.7.3.5"),
        ["IP Security Tunnel Termination"] = ObjectIdentifier.Parse("1.3.6.1.5.5.7.3.6"),
        ["IP Security User"] = ObjectIdentifier.Parse("1.3.6.1.5.5.7.3.7"),
        ["IP Security IKE Intermediate"] = ObjectIdentifier.Parse("1.3.6.1.5.5.8.2.2"),
        ["Encrypting File System"] = ObjectIdentifier.Parse("1.3.6.1.4.1.311.10.3.4"),
        ["Document Signing"] = ObjectIdentifier.Parse("1.3.6.1.4.1.311.10.3.12"),
    };

    public StoreFormat Description { get; } = new("ccadb-microsoft",
        "CCADB report of the roots in Microsoft's program (CSV): status and purposes");

    public bool Recognizes(StoreFile file) =>
        CsvTable.HasColumns(file.Head, ReportRow.Sha256, "Microsoft Status", "Microsoft EKUs");

    public bool TryRead(
        StoreFile file, [NotNullWhen(true)] out StoreReading? reading, [NotNullWhen(false)] out StoreProblem? problem)
    {
        reading = null;
        if (!CsvTable.TryRead(file.Text, out var table, out problem)) return false;
        var draft = new StoreDraft(Description.Name);
        foreach (var row in table.Rows)
        {
            if (ReportRow.Certificate(row, draft) is not { } fingerprint) continue;
            if (file.Known.TryFind(fingerprint, out var certificate)) draft.Carry(certificate);
            draft.Add(new StoreEntry(fingerprint, new AnchorLimits { Purposes = PurposesOf(row, draft) }), row.Place);
        }
        reading = draft.ToReading();
        return true;
    }

    // A root without any usage is Microsoft's own, and good for all, as in authroot.stl.
    private static ImmutableArray<ObjectIdentifier>? PurposesOf(CsvRow row, StoreDraft draft)
    {
        var status = row["Microsoft Status"];
        if (status == "NotBefore")
            draft.Report(row.Place,
                "trusted for older certificates only, by a day that the report does not name: trusted for all here");
        else if (status != "Included")
        {
            if (status != "Disabled") draft.Report(row.Place, "an unknown status: not an anchor");
            return Purposes.None;
        }
        var names = row.Parts("Microsoft EKUs");
        foreach (var name in names)
        {
            if (!Usages.ContainsKey(name)) draft.Report(row.Place, "an unknown extended key usage");
        }
        return names.Length == 0 ? null : [.. names.Where(Usages.ContainsKey).Select(name => Usages[name])];
    }
}
