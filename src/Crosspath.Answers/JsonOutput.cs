using System.Text.Encodings.Web;
using System.Text.Json;
using Crosspath.Paths;

namespace Crosspath.Answers;

/// <summary>How commands write their JSON.</summary>
internal static class JsonOutput
{
    /// <summary>Writes one document and its line feed.</summary>
    /// <param name="output">Flushed at the end.</param>
    /// <param name="write">Writes the document.</param>
    /// <param name="isLine">Whether it is to be one line.</param>
    public static void Write(Stream output, Action<Utf8JsonWriter> write, bool isLine = false)
    {
        var options = new JsonWriterOptions { Indented = !isLine, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(output, options)) write(json);
        output.WriteByte((byte)'\n');
        output.Flush();
    }

    /// <summary>Writes a time, or null.</summary>
    public static void WriteTime(this Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } value) json.WriteString(name, TimeArgument.Text(value));
        else json.WriteNull(name);
    }

    /// <summary>Writes a period as <c>from</c> and <c>to</c>.</summary>
    public static void WritePeriod(this Utf8JsonWriter json, Validity period)
    {
        json.WriteString("from", TimeArgument.Text(period.From));
        json.WriteString("to", TimeArgument.Text(period.Until));
    }

    /// <summary>Writes an array of strings.</summary>
    public static void WriteStrings(this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
