using System.Text.Encodings.Web;
using System.Text.Json;
using Crosspath.Clients;

namespace Crosspath.Answers;

/// <summary>The JSON of <c>crosspath clients</c>.</summary>
internal static class ClientsJson
{
    /// <summary>Writes one document.</summary>
    /// <param name="scenario">The scenario's id; null without one.</param>
    /// <param name="predictions">A client each.</param>
    /// <param name="isLine">Whether the document is to be one line.</param>
    /// <param name="output">Flushed at the end.</param>
    public static void Write(
        string? scenario, IReadOnlyList<ClientPrediction> predictions, bool isLine, StreamWriter output)
    {
        var options = new JsonWriterOptions
        {
            Indented = !isLine,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        output.Flush();
        using var json = new Utf8JsonWriter(output.BaseStream, options);
        json.WriteStartObject();
        if (scenario is not null) json.WriteString("scenario", scenario);
        json.WriteStartArray("clients");
        foreach (var prediction in predictions) WritePrediction(json, prediction);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        output.WriteLine();
        output.Flush();
    }

    private static void WritePrediction(Utf8JsonWriter json, ClientPrediction prediction)
    {
        json.WriteStartObject();
        json.WriteString("client", prediction.Client);
        json.WriteString("verdict", prediction.IsAccepted ? "accept" : "reject");
        json.WriteStartArray("chain");
        foreach (var certificate in prediction.Chain) json.WriteStringValue(certificate.Fingerprint.ToString());
        json.WriteEndArray();
        json.WriteString("reason", prediction.Reason);
        json.WriteBoolean("measured", prediction.IsMeasured);
        json.WriteStartArray("trace");
        foreach (var step in prediction.Trace)
        {
            json.WriteStartObject();
            json.WriteString("action", JsonNamingPolicy.CamelCase.ConvertName(step.Action.ToString()));
            json.WriteString("certificate", step.Certificate?.Fingerprint.ToString());
            json.WriteString("text", step.Text);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
