using System.Text;

namespace Crosspath.Census.Sources;

/// <summary>How the lines of a file are taken apart, read off its beginning.</summary>
/// <param name="Layout">The form.</param>
/// <param name="Separator">Between cells.</param>
internal sealed record RecordForm(RecordLayout Layout, byte Separator)
{
    // A byte order mark, and white space.
    private static ReadOnlySpan<byte> BeforeJson => [0xEF, 0xBB, 0xBF, 0x20, 0x09, 0x0D, 0x0A];

    private static readonly string[] Columns =
        ["certificate", "cert", "raw", "der", "raw_der", "cert_der", "certificate_der", "leaf_cert", "x509", "data"];

    /// <summary>The form of a file; null when it is none of these, and then it is for those who look for PEM and DER.</summary>
    public static RecordForm? Of(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("#separator"u8) || head.StartsWith("#fields"u8)) return new RecordForm(RecordLayout.Zeek, (byte)'\t');
        // What holds PEM is read as PEM, whatever lies around it.
        if (head.IndexOf("-----BEGIN "u8) >= 0) return null;
        if (head.TrimStart(BeforeJson) is [(byte)'{' or (byte)'[', ..]) return new RecordForm(RecordLayout.Json, 0);
        var end = head.IndexOf((byte)'\n');
        if (end < 0) return null;
        var header = Encoding.UTF8.GetString(head[..end]).TrimEnd('\r');
        foreach (var separator in ",\t;|")
        {
            var cells = header.Split(separator).Select(cell => cell.Trim(' ', '"', '\'').ToLowerInvariant());
            if (cells.Intersect(Columns).Any()) return new RecordForm(RecordLayout.Table, (byte)separator);
        }
        return null;
    }
}
