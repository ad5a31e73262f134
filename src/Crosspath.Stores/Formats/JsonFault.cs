using System.Text.Json;

namespace Crosspath.Stores.Formats;

/// <summary>What can be wrong with JSON.</summary>
internal static class JsonFault
{
    /// <summary>Whether reading JSON threw because of what it holds: a broken form, or a string with half a surrogate
    /// pair, which shows only when it is taken out of the document.</summary>
    public static bool IsOne(Exception exception) => exception is JsonException or InvalidOperationException;

    /// <summary>The fault in words.</summary>
    public static StoreProblem Describe(Exception exception) => exception is JsonException { LineNumber: { } line }
        ? new StoreProblem($"line {line + 1}", "the JSON is broken")
        : new StoreProblem("line 1", "the JSON holds a string that is no text");
}
