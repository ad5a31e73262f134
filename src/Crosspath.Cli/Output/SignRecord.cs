using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Crosspath.Authority.CrossSigning;
using Crosspath.X509;

namespace Crosspath.Cli.Output;

/// <summary>The record of an issuance, written beside the certificate: what was signed, by which rules it was judged,
/// and which of them were waived, with the reasons.</summary>
internal static class SignRecord
{
    private static readonly JsonWriterOptions Options =
        new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON.</summary>
    /// <param name="plan">What was planned.</param>
    /// <param name="certificate">What was signed; null in a dry run.</param>
    public static byte[] Of(CrossSignPlan plan, Certificate? certificate)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            if (certificate is null) json.WriteNull("certificate");
            else json.WriteString("certificate", certificate.Fingerprint.ToString());
            json.WriteString("signedPart", Convert.ToHexStringLower(SHA256.HashData(plan.SignedPart.Span)));
            json.WriteString("template", plan.Request.Template.Name);
            WriteContent(json, plan);
            json.WriteString("at", TimeArgument.Text(plan.Request.Now));
            WriteStrings(json, "notes", plan.Notes);
            WriteStrings(json, "rules", plan.Lint!.Rules.Select(set => set.ToString()));
            WriteFindings(json, plan);
            json.WriteEndObject();
        }
        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    private static void WriteContent(Utf8JsonWriter json, CrossSignPlan plan)
    {
        var (preview, request) = (plan.Preview, plan.Request);
        json.WriteString("subject", preview.Subject.ToString());
        json.WriteString("subjectKeyId", Convert.ToHexStringLower(preview.SubjectKeyIdentifier.Span));
        json.WriteString("keyId", preview.KeyId.ToString());
        if (request.Subject.Existing is { } existing) json.WriteString("subjectFrom", existing.Fingerprint.ToString());
        json.WriteBoolean("possessionProved", request.Subject.HasProof);
        json.WriteString("issuer", preview.Issuer.ToString());
        json.WriteString("issuerCertificate", request.Issuer.Fingerprint.ToString());
        json.WriteString("serial", preview.SerialHex);
        json.WriteString("notBefore", TimeArgument.Text(preview.NotBefore));
        json.WriteString("notAfter", TimeArgument.Text(preview.NotAfter));
        json.WriteString("signatureAlgorithm", SignatureAlgorithms.NameOf(preview.SignatureAlgorithm.Span));
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
}
