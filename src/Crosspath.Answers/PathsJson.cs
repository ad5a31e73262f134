using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Crosspath.Paths;
using Crosspath.Paths.Explanation;
using Crosspath.X509;

namespace Crosspath.Answers;

/// <summary>The JSON of <c>crosspath paths</c>, written as paths are found.</summary>
internal static class PathsJson
{
    /// <summary>Writes one document.</summary>
    /// <param name="answer">What was found.</param>
    /// <param name="isLine">Whether the document is to be one line.</param>
    /// <param name="output">Flushed now and then.</param>
    /// <returns>Whether a valid path was among those listed.</returns>
    public static bool Write(PathsAnswer answer, bool isLine, StreamWriter output)
    {
        var options = new JsonWriterOptions { Indented = !isLine, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        output.Flush();
        using var json = new Utf8JsonWriter(output.BaseStream, options);
        json.WriteStartObject();
        if (answer.Endpoint is { } endpoint) json.WriteString("endpoint", endpoint);
        json.WriteString("target", answer.Query.Target.Fingerprint.ToString());
        json.WriteString("subject", answer.Query.Target.Subject.ToString());
        json.WriteString("at", TimeArgument.Text(answer.Query.At));
        json.WriteString("purpose", answer.Query.Purpose.Name);
        WriteCounts(json, answer.Counts);
        var anyValid = WritePaths(json, answer);
        if (answer.Explanation is { } explanation) WriteExplanation(json, explanation);
        json.WriteEndObject();
        json.Flush();
        output.WriteLine();
        output.Flush();
        return anyValid;
    }

    private static void WriteCounts(Utf8JsonWriter json, PathCounts counts)
    {
        json.WriteStartObject("counts");
        json.WriteString("paths", counts.Paths.ToString(CultureInfo.InvariantCulture));
        json.WriteString("validPaths", counts.ValidPaths.ToString(CultureInfo.InvariantCulture));
        json.WriteBoolean("exact", counts.Exact);
        if (counts.Exhausted is { } budget) json.WriteString("exhausted", budget);
        json.WriteEndObject();
    }

    private static bool WritePaths(Utf8JsonWriter json, PathsAnswer answer)
    {
        var anyValid = false;
        if (answer.Listing is not { } listing)
        {
            json.WriteBoolean("truncated", false);
            return anyValid;
        }
        json.WriteStartArray("paths");
        foreach (var path in listing)
        {
            anyValid |= path.IsValid;
            WritePath(json, path, answer.NotesOn(path));
            if (json.BytesPending > 1 << 15) json.Flush();
        }
        json.WriteEndArray();
        json.WriteBoolean("truncated", listing.Exhausted is not null);
        if (listing.Exhausted is { } budget) json.WriteString("truncatedBy", budget);
        return anyValid;
    }

    private static void WritePath(Utf8JsonWriter json, JudgedPath judged, IEnumerable<string> notes)
    {
        json.WriteStartObject();
        json.WriteStartArray("certificates");
        foreach (var certificate in judged.Path.Certificates) json.WriteStringValue(certificate.Fingerprint.ToString());
        json.WriteEndArray();
        json.WriteString("anchor", judged.Path.Anchor.Certificate.Fingerprint.ToString());
        json.WriteStartArray("stores");
        foreach (var store in judged.Stores.IsEmpty ? judged.Path.Anchor.Stores : judged.Stores) json.WriteStringValue(store);
        json.WriteEndArray();
        json.WriteBoolean("valid", judged.IsValid);
        WriteTime(json, "validFrom", judged.Path.Window?.From);
        WriteTime(json, "validTo", judged.Path.Window?.Until);
        json.WriteStartArray("findings");
        foreach (var finding in judged.Findings) WriteFinding(json, finding);
        json.WriteEndArray();
        WriteStrings(json, "notes", notes);
        json.WriteEndObject();
    }

    /// <summary>Writes one finding as an object.</summary>
    public static void WriteFinding(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("code", finding.Code);
        json.WriteString("certificate", finding.Certificate?.ToString());
        json.WriteString("severity", SeverityText(finding.Severity));
        json.WriteString("message", finding.Message);
        json.WriteEndObject();
    }

    private static string SeverityText(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "info",
    };

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } value) json.WriteString(name, TimeArgument.Text(value));
        else json.WriteNull(name);
    }

    private static void WriteExplanation(Utf8JsonWriter json, PathExplanation explanation)
    {
        json.WriteStartArray("attempts");
        foreach (var attempt in explanation.Attempts)
        {
            json.WriteStartObject();
            json.WriteString("certificate", attempt.Certificate.Fingerprint.ToString());
            json.WriteString("candidate", attempt.Candidate?.Fingerprint.ToString());
            json.WriteString("outcome", attempt.Outcome);
            json.WriteString("reason", attempt.Reason);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("fixes");
        foreach (var fix in explanation.Fixes) WriteFix(json, fix);
        json.WriteEndArray();
    }

    private static void WriteFix(Utf8JsonWriter json, Fix fix)
    {
        json.WriteStartObject();
        json.WriteBoolean("proven", fix.IsProven);
        json.WriteString("message", FixText.Of(fix));
        json.WriteStartArray("changes");
        foreach (var change in fix.Changes) WriteChange(json, change);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteChange(Utf8JsonWriter json, Change change)
    {
        json.WriteStartObject();
        switch (change)
        {
            case Change.OtherTime time:
                json.WriteString("change", "at");
                json.WriteString("at", TimeArgument.Text(time.At));
                break;
            case Change.MoreTrust trust:
                json.WriteString("change", "trust");
                json.WriteString("certificate", trust.Anchor.Fingerprint.ToString());
                break;
            case Change.OtherPurpose purpose:
                json.WriteString("change", "purpose");
                json.WriteString("purpose", purpose.Purpose.Name);
                break;
            case Change.OtherHost host:
                json.WriteString("change", "host");
                WriteStrings(json, "names", host.Names);
                break;
            case Change.MoreCertificates more:
                json.WriteString("change", "add");
                json.WriteString("issuer", more.Issuer.ToString());
                json.WriteString("keyIdentifier", Convert.ToHexStringLower(more.KeyIdentifier.Span));
                WriteStrings(json, "locations", more.Locations);
                break;
        }
        json.WriteEndObject();
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
