using System.Globalization;
using System.Text;

namespace Crosspath.Stores.Formats;

/// <summary>What a token of protocol buffers' text form is.</summary>
internal enum ProtoTokenKind
{
    Word,
    String,
    Sign,
}

/// <summary>One token.</summary>
internal sealed record ProtoToken(ProtoTokenKind Kind, string Text, int Line);

/// <summary>Cuts protocol buffers' text form into tokens.</summary>
internal sealed class ProtoTokens(string text)
{
    private const string SimpleEscapes = "a\ab\bf\fn\nr\rt\tv\v\\\\''\"\"??";

    private int _at;

    /// <summary>The line that was reached.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>Why there is no further token, when it is not the end.</summary>
    public string? Error { get; private set; }

    /// <summary>The next token; null at the end, and at an error.</summary>
    public ProtoToken? Next()
    {
        SkipBlanks();
        if (_at >= text.Length || Error is not null) return null;
        var first = text[_at];
        if (first is '"' or '\'') return NextQuoted(first);
        if (!IsWord(first))
        {
            _at++;
            return new ProtoToken(ProtoTokenKind.Sign, first.ToString(), Line);
        }
        var start = _at;
        while (_at < text.Length && IsWord(text[_at])) _at++;
        return new ProtoToken(ProtoTokenKind.Word, text[start.._at], Line);
    }

    /// <summary>The next token's text if it is a string, since strings side by side are one; else null, and nothing
    /// moves.</summary>
    public string? NextString()
    {
        SkipBlanks();
        return _at < text.Length && text[_at] is '"' or '\'' ? Next()?.Text : null;
    }

    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '+' or '.';

    private void SkipBlanks()
    {
        for (; _at < text.Length; _at++)
        {
            if (text[_at] == '\n') Line++;
            else if (text[_at] == '#')
                _at = text.IndexOf('\n', _at) is var end and >= 0 ? end - 1 : text.Length - 1;
            else if (text[_at] is not (' ' or '\t' or '\r' or '\f' or '\v')) return;
        }
    }

    private ProtoToken? NextQuoted(char quote)
    {
        var value = new StringBuilder();
        var line = Line;
        for (_at++; _at < text.Length && text[_at] is not ('\n' or '\r'); _at++)
        {
            if (text[_at] == quote)
            {
                _at++;
                return new ProtoToken(ProtoTokenKind.String, value.ToString(), line);
            }
            if (text[_at] == '\\') value.Append(Escaped());
            else value.Append(text[_at]);
        }
        Error = "a string without its closing quote";
        return null;
    }

    // Stands on the backslash; leaves on the last character of the escape.
    private char Escaped()
    {
        var rest = text.AsSpan(_at + 1);
        if (rest.IsEmpty) return '\\';
        if (rest[0] is 'x' or 'X') return Number(1, 2, 16);
        if (rest[0] is >= '0' and <= '7') return Number(0, 3, 8);
        _at++;
        for (var i = 0; i < SimpleEscapes.Length; i += 2)
        {
            if (SimpleEscapes[i] == rest[0]) return SimpleEscapes[i + 1];
        }
        return rest[0];
    }

    private char Number(int prefix, int most, int radix)
    {
        var start = _at + 1 + prefix;
        var end = start;
        while (end < text.Length && end - start < most && IsDigit(text[end], radix)) end++;
        if (end == start) return text[_at += prefix];
        _at = end - 1;
        var value = 0;
        foreach (var digit in text.AsSpan(start, end - start))
            value = value * radix + int.Parse([digit], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return (char)(value & 0xFF);
    }

    private static bool IsDigit(char c, int radix) => radix == 8 ? c is >= '0' and <= '7' : char.IsAsciiHexDigit(c);
}
