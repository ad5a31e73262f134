using System.Text.Json;
using Crosspath.Clients.Serving;

namespace Crosspath.Answers;

/// <summary>The JSON of <c>crosspath chain</c>.</summary>
internal static class ServingJson
{
    /// <summary>Writes the document.</summary>
    public static void Write(ServingAnswer answer, Stream output) => JsonOutput.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteString("leaf", answer.Question.Leaf.Fingerprint.ToString());
        json.WriteTime("from", answer.Question.From);
        json.WriteTime("until", answer.Question.Until);
        json.WriteString("mix", answer.Mix.Title);
        WriteList(json, answer, answer.Best);
        json.WriteStrings("accepts", answer.Accepts);
        json.WriteStrings("rejects", answer.Rejects.Select(reject => reject.Client));
        json.WriteStartObject("reasons");
        foreach (var (client, reason) in answer.Rejects) json.WriteString(client, reason);
        json.WriteEndObject();
        WriteBreaks(json, answer.Best);
        json.WriteStrings("warnings", answer.Warnings);
        json.WriteStartArray("alternatives");
        foreach (var other in answer.Alternatives)
        {
            json.WriteStartObject();
            WriteList(json, answer, other);
            WriteBreaks(json, other);
            json.WriteString("trades", answer.TradesOf(other));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteList(Utf8JsonWriter json, ServingAnswer answer, ServedList list)
    {
        json.WriteStrings("serve", list.Certificates.Select(certificate => certificate.Fingerprint.ToString()));
        json.WriteNumber("bytes", list.Bytes);
        json.WriteNumber("score", Math.Round(list.Score, 6));
        if (answer.FileOf(list) is { } file) json.WriteString("file", file);
        if (answer.RootOf(list) is not { } root) return;
        json.WriteStartObject("root");
        json.WriteString("keyId", root.KeyId.ToString());
        json.WriteString("subject", root.Subject.ToString());
        json.WriteEndObject();
    }

    private static void WriteBreaks(Utf8JsonWriter json, ServedList list)
    {
        json.WriteStartArray("breaksOn");
        foreach (var breakage in list.Breaks)
        {
            json.WriteStartObject();
            json.WriteTime("date", breakage.Date);
            json.WriteStrings("clients", breakage.Clients);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
