using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Crosspath.Paths;
using Crosspath.Paths.Scenarios;
using Crosspath.Paths.Timelines;

namespace Crosspath.Answers;

/// <summary>The JSON of <c>crosspath whatif</c>.</summary>
internal static class WhatIfJson
{
    /// <summary>Writes what a change does to one target.</summary>
    public static void Write(WhatIfAnswer answer, Stream output, bool isLine) => JsonOutput.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteString("target", answer.Target.Fingerprint.ToString());
        json.WriteString("subject", answer.Target.Subject.ToString());
        WriteSide(json, "before", answer.Question.Before, answer.ValidBefore);
        WriteSide(json, "after", answer.Question.After, answer.ValidAfter);
        WritePaths(json, "lost", answer.Lost);
        WritePaths(json, "gained", answer.Gained);
        WritePaths(json, "survivingPaths", answer.Surviving);
        json.WriteBoolean("truncated", answer.IsTruncated);
        json.WriteEndObject();
    }, isLine);

    /// <summary>Writes one certificate that a change concerns, as a line.</summary>
    public static void WriteImpact(Impact impact, Stream output) => JsonOutput.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteString("target", impact.Target.Fingerprint.ToString());
        json.WriteString("subject", impact.Target.Subject.ToString());
        WriteSpans(json, "before", impact.Before);
        WriteSpans(json, "after", impact.After);
        json.WriteEndObject();
    }, isLine: true);

    private static void WriteSide(Utf8JsonWriter json, string name, DateTimeOffset at, BigInteger valid)
    {
        json.WriteStartObject(name);
        json.WriteTime("at", at);
        json.WriteBoolean("valid", valid > 0);
        json.WriteString("validPaths", valid.ToString(CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    private static void WritePaths(Utf8JsonWriter json, string name, IEnumerable<JudgedPath> paths)
    {
        json.WriteStartArray(name);
        foreach (var path in paths)
        {
            json.WriteStartObject();
            json.WriteStrings("certificates", path.Path.Certificates.Select(certificate => certificate.Fingerprint.ToString()));
            json.WriteString("anchor", path.Path.Anchor.Certificate.Fingerprint.ToString());
            json.WriteStrings("stores", path.Stores);
            json.WriteTime("validTo", path.Path.Window?.Until);
            json.WriteString("because", WhySurviving(path));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    // Why a path is there after the change.
    private static string WhySurviving(JudgedPath path)
    {
        var stores = path.Stores.IsEmpty ? "the roots given" : string.Join(", ", path.Stores);
        var anchor = path.Path.Anchor.Certificate.Subject.FriendlyText;
        return path.Path.Certificates.Length == 1
            ? $"it is itself an anchor of {stores}"
            : $"{anchor} is trusted by {stores}, and nothing below it is revoked";
    }

    private static void WriteSpans(Utf8JsonWriter json, string name, Timeline timeline)
    {
        json.WriteStartArray(name);
        foreach (var store in timeline.Stores)
        {
            foreach (var span in store.Spans())
            {
                json.WriteStartObject();
                json.WriteString("store", TimelineAnswer.NameOf(store.Store));
                json.WritePeriod(span);
                json.WriteEndObject();
            }
        }
        json.WriteEndArray();
    }
}
