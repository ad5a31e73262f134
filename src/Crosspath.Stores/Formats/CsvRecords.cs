using System.Text;

namespace Crosspath.Stores.Formats;

/// <summary>Cuts comma-separated text into records: RFC 4180 section 2.</summary>
internal sealed class CsvRecords(string text)
{
    private int _at = text.StartsWith('\uFEFF') ? 1 : 0;
    private int _reached = 1;

    /// <summary>Where the latest record begins.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>Whether the text ended inside quotes.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The next record's fields, at least one; null at the end.</summary>
    public List<string>? Next()
    {
        if (_at >= text.Length) return null;
        Line = _reached;
        var fields = new List<string>();
        do fields.Add(Field());
        while (Comma());
        SkipLineBreak();
        return fields;
    }

    private bool Comma()
    {
        if (_at >= text.Length || text[_at] != ',') return false;
        _at++;
        return true;
    }

    private void SkipLineBreak()
    {
        if (_at < text.Length && text[_at] == '\r') _at++;
        if (_at < text.Length && text[_at] == '\n') _at++;
        _reached++;
    }

    // What follows closing quotes up to the comma is taken as it is: no such text is right, and none is lost.
    private string Field()
    {
        var value = new StringBuilder();
        if (_at < text.Length && text[_at] == '"') Quoted(value);
        var start = _at;
        while (_at < text.Length && text[_at] is not (',' or '\r' or '\n')) _at++;
        return value.Append(text, start, _at - start).ToString();
    }

    private void Quoted(StringBuilder value)
    {
        for (_at++; _at < text.Length; _at++)
        {
            if (text[_at] == '\n') _reached++;
            if (text[_at] != '"')
            {
                value.Append(text[_at]);
                continue;
            }
            _at++;
            if (_at >= text.Length || text[_at] != '"') return;
            value.Append('"');
        }
        IsCut = true;
    }
}
