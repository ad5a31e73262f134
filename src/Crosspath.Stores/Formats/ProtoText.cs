using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Crosspath.Stores.Formats;

// Protocol buffers' text form as Google's "Text Format Language Specification" has it, without what no root store uses:
// extensions, Any and lists of messages in brackets.

/// <summary>Reads protocol buffers' text form. Needs no schema, and no recursion.</summary>
internal sealed class ProtoText
{
    private const int Deepest = 16;

    private readonly ProtoTokens _tokens;
    private readonly Stack<ProtoMessage> _open = new([new ProtoMessage()]);

    private ProtoText(string text) => _tokens = new ProtoTokens(text);

    /// <summary>Reads a whole text as one message.</summary>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out ProtoMessage? message, [NotNullWhen(false)] out StoreProblem? problem)
    {
        var parser = new ProtoText(text);
        message = parser.Parse() is { } error ? null : parser._open.Peek();
        problem = message is null ? parser.Problem() : null;
        return message is not null;
    }

    private string _error = "";

    private StoreProblem Problem() => new($"line {_tokens.Line}", _error);

    private string? Parse()
    {
        while (_tokens.Next() is { } token)
        {
            var error = token.Kind switch
            {
                ProtoTokenKind.Word => ParseField(token),
                ProtoTokenKind.Sign when token.Text is "," or ";" => null,
                ProtoTokenKind.Sign when token.Text is "}" or ">" => Close(),
                _ => "a field's name is expected",
            };
            if (error is not null) return _error = error;
        }
        if (_tokens.Error is { } broken) return _error = broken;
        return _open.Count == 1 ? null : _error = "the text ends inside a message: it is cut short";
    }

    private string? Close()
    {
        if (_open.Count == 1) return "a closing brace without its opening one";
        _open.Pop();
        return null;
    }

    private string? ParseField(ProtoToken name)
    {
        var token = _tokens.Next();
        if (token is { Kind: ProtoTokenKind.Sign, Text: ":" }) token = _tokens.Next();
        if (token is { Kind: ProtoTokenKind.Sign, Text: "{" or "<" })
        {
            if (_open.Count >= Deepest) return $"more than {Deepest} messages inside each other";
            var message = new ProtoMessage();
            _open.Peek().Add(new ProtoField(name.Text, name.Line, "", message));
            _open.Push(message);
            return null;
        }
        if (token is null or { Kind: ProtoTokenKind.Sign })
            return _tokens.Error ?? $"the field {name.Text[..Math.Min(name.Text.Length, 40)]} has no value";
        var value = new StringBuilder(token.Text);
        while (token.Kind == ProtoTokenKind.String && _tokens.NextString() is { } more) value.Append(more);
        _open.Peek().Add(new ProtoField(name.Text, name.Line, value.ToString(), null));
        return null;
    }
}
