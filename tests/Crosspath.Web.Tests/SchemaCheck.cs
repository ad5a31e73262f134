using System.Text.Json;

namespace Crosspath.Web.Tests;

/// <summary>As much of JSON Schema as the OpenAPI document uses, and stricter: a member that is not in the schema is a
/// problem.</summary>
internal static class SchemaCheck
{
    /// <summary>What of a value is not as a schema says.</summary>
    public static IEnumerable<string> Problems(JsonElement document, JsonElement schema, JsonElement value, string place)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            var target = reference.GetString()!.TrimStart('#', '/').Split('/').Aggregate(document, (element, name) => element.GetProperty(name));
            return Problems(document, target, value, place);
        }
        if (schema.TryGetProperty("type", out var type) && !IsOf(type, value)) return [$"{place} is {value.ValueKind}, not {type}"];
        if (schema.TryGetProperty("enum", out var words) && !words.EnumerateArray().Any(word => word.GetString() == value.GetString()))
            return [$"{place} is {value}, none of {words}"];
        return value.ValueKind switch
        {
            JsonValueKind.Array => value.EnumerateArray().SelectMany((item, i) => Problems(document, schema.GetProperty("items"), item, $"{place}[{i}]")),
            JsonValueKind.Object => OfObject(document, schema, value, place),
            _ => [],
        };
    }

    private static IEnumerable<string> OfObject(JsonElement document, JsonElement schema, JsonElement value, string place)
    {
        var properties = schema.GetProperty("properties");
        var problems = value.EnumerateObject().SelectMany(member => properties.TryGetProperty(member.Name, out var inner)
            ? Problems(document, inner, member.Value, $"{place}.{member.Name}")
            : [$"{place}.{member.Name} is not in the schema"]);
        var missing = schema.TryGetProperty("required", out var required)
            ? required.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{place}.{name} is missing")
            : [];
        return problems.Concat(missing);
    }

    private static bool IsOf(JsonElement type, JsonElement value) => type.ValueKind == JsonValueKind.Array
        ? type.EnumerateArray().Any(one => IsOf(one, value))
        : type.GetString() switch
        {
            "string" => value.ValueKind == JsonValueKind.String,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            "number" => value.ValueKind == JsonValueKind.Number,
            "array" => value.ValueKind == JsonValueKind.Array,
            "object" => value.ValueKind == JsonValueKind.Object,
            "null" => value.ValueKind == JsonValueKind.Null,
            _ => false,
        };
}
