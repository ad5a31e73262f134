using System.Diagnostics.CodeAnalysis;
using Crosspath.Stores.Formats;
using Crosspath.X509;
using Crosspath.X509.Der;

namespace Crosspath.Stores.Revocation;

/// <summary>A table of what NSS distrusted expressly, with the days on which its sources had each entry first and last.
/// </summary>
internal sealed class NssDistrustedFormat : IBlocklistFormat
{
    public StoreFormat Description { get; } = new("nss-distrusted",
        "table of NSS's distrust entries over time (CSV): issuer, serial number, first and last day");

    public bool Recognizes(StoreFile file) =>
        CsvTable.HasColumns(file.Head, "issuer_der_base64", "serial_der_hex", "first_seen", "last_seen");

    public bool TryRead(
        StoreFile file, [NotNullWhen(true)] out Blocklist? list, [NotNullWhen(false)] out StoreProblem? problem)
    {
        list = null;
        if (!CsvTable.TryRead(file.Text, out var table, out problem)) return false;
        var draft = new BlocklistDraft(BlocklistMechanism.NssDistrusted);
        foreach (var row in table.Rows)
        {
            if (Entry(row) is { } entry) draft.Add(entry);
            else draft.Report(row.Place, "neither issuer and serial number nor a SHA-256");
        }
        list = draft.ToList(null);
        return true;
    }

    private static BlocklistEntry? Entry(CsvRow row)
    {
        BlocklistEntry? entry = null;
        if (BlocklistDraft.Base64(row["issuer_der_base64"]) is { } issuer
            && Serial(row["serial_der_hex"]) is { } serial)
            entry = new BlocklistEntry.IssuerAndSerial(new Name(issuer), serial);
        else if (Fingerprint.TryParse(row["sha256"], out var fingerprint))
            entry = new BlocklistEntry.Certificate(fingerprint);
        return entry is null ? null : entry with
        {
            From = BlocklistDraft.Day(row["first_seen"]),
            Until = BlocklistDraft.EndOfDay(row["last_seen"]),
        };
    }

    // The content of a whole INTEGER.
    private static byte[]? Serial(string hex)
    {
        var bytes = new byte[hex.Length / 2];
        if (Convert.FromHexString(hex, bytes, out _, out _) != System.Buffers.OperationStatus.Done) return null;
        var reader = new DerReader(bytes);
        return reader.TryNext(DerTag.Integer, out var number) ? bytes[number.ContentStart..number.ContentEnd] : null;
    }
}
