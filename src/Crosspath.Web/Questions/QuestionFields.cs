using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Crosspath.Web.Questions;

/// <summary>The members of a question, out of a JSON body or out of the query.</summary>
internal sealed class QuestionFields
{
    // Deeper than any question.
    private const int MaxDepth = 8;

    private readonly JsonElement? _json;
    private readonly IQueryCollection? _query;
    private readonly string _place;

    private QuestionFields(JsonElement? json, IQueryCollection? query, string place) =>
        (_json, _query, _place) = (json, query, place);

    /// <summary>The body, when it is a file of certificates and no JSON.</summary>
    public ReadOnlyMemory<byte> File { get; private init; }

    /// <summary>Reads a request.</summary>
    /// <exception cref="UsageException">The body is no question.</exception>
    public static async Task<QuestionFields> Read(HttpRequest request, CancellationToken cancellation)
    {
        if (!HttpMethods.IsPost(request.Method)) return new QuestionFields(null, request.Query, "");
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, cancellation).ConfigureAwait(false);
        var body = buffer.ToArray();
        if (!IsJson(request.ContentType)) return new QuestionFields(null, request.Query, "") { File = body };
        if (body.Length == 0) throw new UsageException("the body is empty; send a JSON object");
        using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = MaxDepth });
        if (document.RootElement.ValueKind != JsonValueKind.Object) throw new UsageException("the body is JSON, but no object");
        return new QuestionFields(document.RootElement.Clone(), request.Query, "");
    }

    /// <summary>A text; null when it is not there.</summary>
    public string? Text(string name) => Texts(name) switch
    {
        [] => null,
        [var one] => one,
        _ => throw new UsageException($"{_place}{name}: one is wanted, not several"),
    };

    /// <summary>Texts; an array, or a single one.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        if (Member(name) is not { } value) return [.. _query?[name].Where(text => text is { Length: > 0 }).Cast<string>() ?? []];
        return value.ValueKind switch
        {
            JsonValueKind.Null => [],
            JsonValueKind.String => [TextOf(value, name)],
            JsonValueKind.Array => [.. value.EnumerateArray().Select(item => TextOf(item, name))],
            _ => throw new UsageException($"{_place}{name}: is no text"),
        };
    }

    /// <summary>Yes or no; <paramref name="otherwise"/> when it is not there.</summary>
    public bool Flag(string name, bool otherwise = false) => Member(name) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.Null } or null => _query?[name].ToString() switch
        {
            null => otherwise,
            "" => otherwise,
            "true" => true,
            "false" => false,
            _ => throw new UsageException($"{_place}{name}: is neither true nor false"),
        },
        _ => throw new UsageException($"{_place}{name}: is neither true nor false"),
    };

    /// <summary>A whole number; null when it is not there.</summary>
    public int? Number(string name, int least, int most)
    {
        int number;
        if (Member(name) is { ValueKind: not JsonValueKind.Null } value)
        {
            if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out number)) throw NoNumber(name, least, most);
        }
        else if (_query?[name].ToString() is not { Length: > 0 } text)
        {
            return null;
        }
        else if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number))
        {
            throw NoNumber(name, least, most);
        }
        return number >= least && number <= most ? number : throw NoNumber(name, least, most);
    }

    /// <summary>A time; null when it is not there.</summary>
    public DateTimeOffset? Time(string name) => Text(name) is { } text ? TimeArgument.Parse(_place + name, text) : null;

    /// <summary>An object in it; an empty one when it is not there.</summary>
    public QuestionFields Inside(string name) => Member(name) switch
    {
        null or { ValueKind: JsonValueKind.Null } => new QuestionFields(null, _json is null ? _query : null, ""),
        { ValueKind: JsonValueKind.Object } value => new QuestionFields(value, null, $"{_place}{name}."),
        _ => throw new UsageException($"{_place}{name}: is no object"),
    };

    private UsageException NoNumber(string name, int least, int most) =>
        new($"{_place}{name}: is no whole number from {least} to {most}");

    private JsonElement? Member(string name) =>
        _json is { } json && json.TryGetProperty(name, out var value) ? value : null;

    // JSON can spell halves of surrogate pairs, and bytes that are no UTF-8; those are no text.
    private string TextOf(JsonElement value, string name)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new UsageException($"{_place}{name}: is no text");
        }
        catch (InvalidOperationException)
        {
            throw new UsageException($"{_place}{name}: is no Unicode text");
        }
    }

    private static bool IsJson(string? type) =>
        type?.Split(';')[0].Trim() is { } media
        && (media.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || media.EndsWith("+json", StringComparison.OrdinalIgnoreCase));
}
