using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using Crosspath.Authority.Linting;
using Crosspath.X509;

namespace Crosspath.Cli.Output;

/// <summary>Findings as SARIF 2.1.0 (OASIS), for code scanning and editors.</summary>
internal static class LintSarif
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    /// <summary>Writes one document.</summary>
    /// <param name="documents">What was found.</param>
    /// <param name="path">Where to; '-' for standard output.</param>
    /// <param name="standardOutput">That.</param>
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public static void Write(IEnumerable<LintDocument> documents, string path, Stream standardOutput)
    {
        using var buffer = new MemoryStream();
        WriteDocument([.. documents], buffer);
        buffer.WriteByte((byte)'\n');
        buffer.Position = 0;
        try
        {
            if (path == "-") buffer.CopyTo(standardOutput);
            else File.WriteAllBytes(path, buffer.ToArray());
        }
        catch (DirectoryNotFoundException)
        {
            throw new UsageException($"--sarif: {path}: there is no such folder");
        }
        catch (Exception e) when (path != "-" && e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--sarif: {path}: {e.Message}");
        }
    }

    private static void WriteDocument(IReadOnlyList<LintDocument> documents, Stream output)
    {
        var rules = documents.SelectMany(document => document.Report.Rules)
            .SelectMany(set => set.Pack.Rules).Distinct().ToList();
        var options = new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using var json = new Utf8JsonWriter(output, options);
        json.WriteStartObject();
        json.WriteString("$schema", Schema);
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        WriteTool(json, rules);
        json.WriteStartArray("results");
        foreach (var document in documents)
        {
            foreach (var finding in document.Report.Findings)
                WriteResult(json, document, finding, rules.IndexOf(finding.Rule));
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTool(Utf8JsonWriter json, List<LintRule> rules)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "crosspath");
        json.WriteString("semanticVersion", typeof(LintSarif).Assembly
            .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0");
        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Id);
            WriteText(json, "shortDescription", rule.Summary);
            WriteText(json, "help", rule.Citation.ToString());
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", Level(rule.Severity));
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, LintDocument document, LintFinding finding, int index)
    {
        var certificate = document.Report.Certificate;
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Rule.Id);
        json.WriteNumber("ruleIndex", index);
        json.WriteString("level", Level(finding.Rule.Severity));
        WriteText(json, "message",
            $"{certificate.Subject.FriendlyText} by {certificate.Issuer.FriendlyText}: {finding.Message}");
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", Uri.EscapeDataString(document.Source).Replace("%2F", "/", StringComparison.Ordinal));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("partialFingerprints");
        json.WriteString("certificateSha256/v1", certificate.Fingerprint.ToString());
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static string Level(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "note",
    };
}
