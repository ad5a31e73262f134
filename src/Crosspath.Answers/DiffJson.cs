using System.Text.Json;
using Crosspath.Paths.Scenarios;

namespace Crosspath.Answers;

/// <summary>The JSON of <c>crosspath diff</c>.</summary>
internal static class DiffJson
{
    /// <summary>Writes the answer.</summary>
    public static void Write(string before, string after, TrustDifference difference, Stream output) => JsonOutput.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteString("before", before);
        json.WriteString("after", after);
        Write(json, "gained", difference.Gained);
        Write(json, "lost", difference.Lost);
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<TrustChange> changes)
    {
        json.WriteStartArray(name);
        foreach (var change in changes)
        {
            json.WriteStartObject();
            json.WriteString("identity", change.Identity.KeyId.ToString());
            json.WriteString("subject", change.Identity.Subject.ToString());
            json.WriteString("certificate", change.Certificate.Fingerprint.ToString());
            json.WriteString("because", change.Because);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
