using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Crosspath.Authority.CrossSigning;
using Crosspath.X509;

namespace Crosspath.Federations;

/// <summary>The record of an issuance, beside the certificate: under which agreement, by which rules, and
/// why.</summary>
internal static class CrossRecord
{
    private static readonly JsonWriterOptions Options =
        new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Of(CrossSignPlan plan, Certificate certificate, PlannedAction.Issue issue)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("agreement", issue.Wanted.Agreement);
            json.WriteString("from", issue.Domain);
            json.WriteString("to", issue.Wanted.To);
            json.WriteString("why", issue.Why);
            json.WriteString("certificate", certificate.Fingerprint.ToString());
            json.WriteString("signedPart", Convert.ToHexStringLower(SHA256.HashData(plan.SignedPart.Span)));
            json.WriteString("subject", certificate.Subject.ToString());
            json.WriteString("subjectFrom", issue.Wanted.Subject.Fingerprint.ToString());
            json.WriteBoolean("possessionProved", plan.Request.Subject.HasProof);
            json.WriteString("issuerCertificate", issue.Wanted.Issuer.Root.Fingerprint.ToString());
            json.WriteString("serial", certificate.SerialHex);
            json.WriteString("notBefore", Time(certificate.NotBefore));
            json.WriteString("notAfter", Time(certificate.NotAfter));
            json.WriteString("template", plan.Request.Template.Name);
            WriteStrings(json, "notes", plan.Notes);
            WriteStrings(json, "rules", plan.Lint!.Rules.Select(set => set.ToString()));
            WriteFindings(json, plan);
            json.WriteEndObject();
        }
        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    private static void WriteFindings(Utf8JsonWriter json, CrossSignPlan plan)
    {
        json.WriteStartArray("findings");
        foreach (var finding in plan.Lint!.Findings)
        {
            json.WriteStartObject();
            json.WriteString("rule", finding.Rule.Id);
            json.WriteString("severity", finding.Rule.Severity.ToString().ToLowerInvariant());
            json.WriteString("message", finding.Message);
            if (plan.Request.Waivers.FirstOrDefault(waiver => waiver.Rule == finding.Rule.Id) is { } waiver)
                json.WriteString("waived", waiver.Reason);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
}
