using System.Text.Encodings.Web;
using System.Text.Json;
using Crosspath.Authority.Linting;

namespace Crosspath.Answers;

/// <summary>The JSON of <c>crosspath lint</c>: a document a certificate, each on a line.</summary>
internal static class LintJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes one line.</summary>
    public static void Write(LintDocument document, StreamWriter output)
    {
        var report = document.Report;
        output.Flush();
        using var json = new Utf8JsonWriter(output.BaseStream, Options);
        json.WriteStartObject();
        json.WriteString("certificate", report.Certificate.Fingerprint.ToString());
        json.WriteString("subject", report.Certificate.Subject.ToString());
        json.WriteString("issuer", report.Certificate.Issuer.ToString());
        json.WriteString("role", RoleName(report.Role));
        json.WriteStartArray("rules");
        foreach (var set in report.Rules) json.WriteStringValue(set.ToString());
        json.WriteEndArray();
        json.WriteBoolean("passed", report.Passed);
        json.WriteStartArray("findings");
        foreach (var finding in report.Findings) WriteFinding(json, finding);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        output.Write('\n');
        output.Flush();
    }

    /// <summary>What a certificate was taken for, in one word.</summary>
    public static string RoleName(LintScope role) => role switch
    {
        LintScope.Root => "root",
        LintScope.Subordinate => "subordinate",
        LintScope.CrossCertificate => "cross-certificate",
        _ => "end-entity",
    };

    private static void WriteFinding(Utf8JsonWriter json, LintFinding finding)
    {
        json.WriteStartObject();
        json.WriteString("rule", finding.Rule.Id);
        json.WriteString("severity", finding.Rule.Severity.ToString().ToLowerInvariant());
        json.WriteString("message", finding.Message);
        json.WriteString("document", finding.Rule.Citation.Document);
        json.WriteString("section", finding.Rule.Citation.Section);
        json.WriteString("version", finding.Rule.Citation.Version);
        if (finding.Rule.From > DateTimeOffset.MinValue)
            json.WriteString("inForceFrom", TimeArgument.Text(finding.Rule.From));
        json.WriteEndObject();
    }
}
