using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Crosspath.Stores.Formats;

/// <summary>A table of comma-separated values with a header line: RFC 4180, with any line breaks.</summary>
public sealed class CsvTable
{
    private readonly Dictionary<string, int> _columns;
    private readonly List<(int Line, List<string> Fields)> _rows;

    private CsvTable(List<(int Line, List<string> Fields)> rows)
    {
        _rows = rows;
        _columns = [];
        for (var i = 0; i < rows[0].Fields.Count; i++) _columns.TryAdd(rows[0].Fields[i].Trim(), i);
    }

    /// <summary>The rows below the header.</summary>
    public IEnumerable<CsvRow> Rows => _rows.Skip(1).Select(row => new CsvRow(row.Line, row.Fields, _columns));

    /// <summary>Whether a text's first line has some columns.</summary>
    public static bool HasColumns(ReadOnlySpan<byte> head, params string[] columns)
    {
        var end = head.IndexOfAny((byte)'\n', (byte)'\r');
        var names = new CsvRecords(Encoding.UTF8.GetString(end < 0 ? head : head[..end])).Next() ?? [];
        var trimmed = names.ConvertAll(name => name.Trim());
        return columns.All(trimmed.Contains);
    }

    /// <summary>Reads a whole table; false when it ends inside a quoted field.</summary>
    public static bool TryRead(
        string text, [NotNullWhen(true)] out CsvTable? table, [NotNullWhen(false)] out StoreProblem? problem)
    {
        var rows = new List<(int, List<string>)>();
        var records = new CsvRecords(text);
        while (records.Next() is { } fields)
        {
            if (fields.Count > 1 || fields[0].Length > 0) rows.Add((records.Line, fields));
        }
        problem = records.IsCut
            ? new StoreProblem($"line {records.Line}", "the file ends inside a quoted field: it is cut short")
            : rows.Count == 0 ? new StoreProblem("line 1", "a table without a header")
            : null;
        table = problem is null ? new CsvTable(rows) : null;
        return table is not null;
    }
}

/// <summary>A row of a table.</summary>
public sealed record CsvRow
{
    private readonly List<string> _fields;
    private readonly Dictionary<string, int> _columns;

    internal CsvRow(int line, List<string> fields, Dictionary<string, int> columns) =>
        (Line, _fields, _columns) = (line, fields, columns);

    /// <summary>Where it begins.</summary>
    public int Line { get; }

    /// <summary>Where it is, for messages.</summary>
    public string Place => $"line {Line}";

    /// <summary>A field by its column; empty when the row or the table lacks it.</summary>
    public string this[string column] =>
        _columns.TryGetValue(column, out var index) && index < _fields.Count ? _fields[index].Trim() : "";

    /// <summary>The parts of a field that holds several, between semicolons.</summary>
    public string[] Parts(string column) =>
        this[column].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
