using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Crosspath.Census.Sources;

// Exports name their columns as they like, and change the names. What a certificate looks like they cannot change: so every
// cell that decodes to one is taken for one, and a column of times is believed where its name says what it is.

/// <summary>Certificates out of logs and exports with a record a line: Zeek's x509 and certificate logs (TSV and JSON),
/// JSON lines as of Censys or crt.sh, CSV with base64 or hex.</summary>
internal sealed class RecordFile
{
    private static readonly string[] TimeColumns = ["ts", "seen_at", "seen", "timestamp", "first_seen", "observed_at", "entry_timestamp"];

    // Deeper records than any export's.
    private static readonly JsonReaderOptions JsonOptions = new() { MaxDepth = 32, CommentHandling = JsonCommentHandling.Skip };

    private readonly RecordForm _form;
    private readonly string _source;
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private int _timeColumn = -1;
    private bool _hasHeader;

    private RecordFile(RecordForm form, string source) => (_form, _source) = (form, source);

    /// <summary>Reads a file.</summary>
    public static IEnumerable<SourceItem> Read(Stream stream, RecordForm form, string source) =>
        new RecordFile(form, source).Read(stream);

    private IEnumerable<SourceItem> Read(Stream stream)
    {
        foreach (var (number, read) in RecordLines.Read(stream))
        {
            if (read is not { } line)
            {
                yield return new SourceItem.Rejected(_source, number, $"a line longer than {RecordLines.LongestLine} bytes");
                continue;
            }
            if (IsNothing(line.Span) || IsHeader(line.Span)) continue;
            var found = Certificates(line.Span, out var seen);
            if (found.Count == 0)
            {
                yield return new SourceItem.Rejected(_source, number, Missing);
                continue;
            }
            foreach (var der in found) yield return new SourceItem.Found(der, new Sighting(_source, number, seen));
        }
    }

    // Empty lines, and what frames an array of JSON objects that stand on lines of their own.
    private bool IsNothing(ReadOnlySpan<byte> line)
    {
        var text = line.Trim(" \r\t"u8);
        return text.IsEmpty || (_form.Layout == RecordLayout.Json && text is [(byte)'[' or (byte)']']);
    }

    private string Missing => _form.Layout == RecordLayout.Zeek
        ? "a record without a certificate; Zeek writes certificates where its x509 log has a column cert"
        : "a record without a certificate in base64 or hex";

    private bool IsHeader(ReadOnlySpan<byte> line)
    {
        if (_form.Layout == RecordLayout.Zeek && line[0] == (byte)'#')
        {
            if (line.StartsWith("#fields"u8)) FindTimeColumn(line["#fields\t".Length..], (byte)'\t');
            return true;
        }
        if (_form.Layout != RecordLayout.Table || _hasHeader) return false;
        _hasHeader = true;
        FindTimeColumn(line, _form.Separator);
        return true;
    }

    private void FindTimeColumn(ReadOnlySpan<byte> header, byte separator) => _timeColumn = Array.FindIndex(
        Encoding.UTF8.GetString(header).TrimEnd('\r').Split((char)separator),
        name => TimeColumns.Contains(name.Trim(' ', '"', '\'').ToLowerInvariant()));

    private List<byte[]> Certificates(ReadOnlySpan<byte> line, out DateTimeOffset? seen) =>
        _form.Layout == RecordLayout.Json ? OfJson(line, out seen) : OfCells(line, out seen);

    private List<byte[]> OfCells(ReadOnlySpan<byte> line, out DateTimeOffset? seen)
    {
        var found = new List<byte[]>();
        seen = null;
        var column = 0;
        for (var rest = line; ;)
        {
            var end = EndOfCell(rest);
            if (DerText.Read(rest[..end]) is { } der) found.Add(der);
            else if (column == _timeColumn) seen = TimeOf(Encoding.UTF8.GetString(rest[..end]).Trim(' ', '"', '\r'));
            if (end == rest.Length) return found;
            rest = rest[(end + 1)..];
            column++;
        }
    }

    // Quoted cells hold names with separators in them (RFC 4180 section 2); Zeek quotes nothing.
    private int EndOfCell(ReadOnlySpan<byte> rest)
    {
        var isQuoted = false;
        for (var i = 0; i < rest.Length; i++)
        {
            if (rest[i] == (byte)'"' && _form.Layout == RecordLayout.Table) isQuoted = !isQuoted;
            else if (rest[i] == _form.Separator && !isQuoted) return i;
        }
        return rest.Length;
    }

    private static List<byte[]> OfJson(ReadOnlySpan<byte> line, out DateTimeOffset? seen)
    {
        var found = new List<byte[]>();
        seen = null;
        var reader = new Utf8JsonReader(line.TrimEnd(" ,\r\t"u8).TrimStart(ByteOrderMark), JsonOptions);
        var isTime = false;
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    isTime = reader.CurrentDepth == 1 && TimeColumns.Contains(reader.GetString());
                    continue;
                }
                if (isTime && reader.TokenType is JsonTokenType.Number or JsonTokenType.String)
                    seen ??= TimeOf(reader.TokenType == JsonTokenType.String ? reader.GetString()! : Encoding.ASCII.GetString(reader.ValueSpan));
                else if (reader.TokenType == JsonTokenType.String && DerText.Read(Unescape(ref reader)) is { } der) found.Add(der);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            found.Clear(); // a line that is cut off, or no JSON
        }
        return found;
    }

    private static ReadOnlySpan<byte> Unescape(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped) return reader.ValueSpan;
        var bytes = new byte[reader.ValueSpan.Length];
        return bytes.AsSpan(0, reader.CopyString(bytes));
    }

    // Seconds since 1970, as Zeek writes them, milliseconds, or ISO 8601.
    private static DateTimeOffset? TimeOf(string text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            var seconds = number > 1e11 ? number / 1000 : number;
            return seconds is >= 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000)) : null;
        }
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
    }
}
