using System.Text.Encodings.Web;
using System.Text.Json;
using Crosspath.X509;

namespace Crosspath.Answers;

/// <summary>The JSON of <c>crosspath inspect</c>: one array, written as the input is read.</summary>
internal sealed class InspectJson : IInspectionWriter
{
    private readonly Stream _output;
    private readonly Utf8JsonWriter _json;
    private bool _isOpen;

    public InspectJson(Stream output)
    {
        _output = output;
        var options = new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        _json = new Utf8JsonWriter(_output, options);
    }

    /// <inheritdoc/>
    public void Write(Certificate certificate)
    {
        Begin();
        _json.WriteStartObject();
        WriteMembers(_json, certificate);
        _json.WriteEndObject();
        if (_json.BytesPending > 1 << 15) _json.Flush();
    }

    /// <inheritdoc/>
    public void Write(RevocationList list)
    {
        Begin();
        Write(_json, list);
    }

    /// <summary>Writes what stands in a certificate into an object that is open.</summary>
    public static void WriteMembers(Utf8JsonWriter json, Certificate certificate)
    {
        json.WriteString("sha256", certificate.Fingerprint.ToString());
        json.WriteString("subject", certificate.Subject.ToString());
        json.WriteString("issuer", certificate.Issuer.ToString());
        json.WriteString("serial", certificate.SerialHex);
        json.WriteString("notBefore", TimeArgument.Text(certificate.NotBefore));
        json.WriteString("notAfter", TimeArgument.Text(certificate.NotAfter));
        json.WriteNumber("version", certificate.Version);
        json.WriteString("keyId", certificate.KeyId.ToString());
        json.WriteString("keyType", PublicKey.DescribeKeyType(certificate.PublicKeyInfo.Span));
        json.WriteString("signatureAlgorithm", SignatureAlgorithms.NameOf(certificate.SignatureAlgorithm.Span));
        WriteExtensions(json, certificate);
        WriteFindings(json, certificate.Findings);
    }

    /// <summary>Writes a revocation list as an object.</summary>
    public static void Write(Utf8JsonWriter json, RevocationList list)
    {
        json.WriteStartObject();
        json.WriteString("kind", "revocationList");
        json.WriteString("sha256", list.Fingerprint.ToString());
        json.WriteString("issuer", list.Issuer.ToString());
        json.WriteString("thisUpdate", TimeArgument.Text(list.ThisUpdate));
        if (list.NextUpdate is { } next) json.WriteString("nextUpdate", TimeArgument.Text(next));
        else json.WriteNull("nextUpdate");
        WriteHex(json, "number", list.Number);
        json.WriteString("signatureAlgorithm", SignatureAlgorithms.NameOf(list.SignatureAlgorithm.Span));
        json.WriteNumber("entries", list.Count);
        WriteFindings(json, list.Findings);
        json.WriteEndObject();
    }

    /// <summary>Ends the array.</summary>
    public void Dispose()
    {
        if (_isOpen) _json.WriteEndArray();
        _json.Dispose();
        if (_isOpen) _output.Write("\n"u8);
        _output.Flush();
    }

    // Not before there is something to write: an error leaves standard output empty.
    private void Begin()
    {
        if (!_isOpen) _json.WriteStartArray();
        _isOpen = true;
    }

    private static void WriteExtensions(Utf8JsonWriter json, Certificate certificate)
    {
        json.WriteBoolean("isCa", certificate.IsCa == true);
        if (certificate.PathLength is { } length) json.WriteNumber("pathLen", length);
        else json.WriteNull("pathLen");
        json.WriteStrings("keyUsage", InspectionFacts.KeyUsages(certificate));
        json.WriteStrings("extendedKeyUsage", InspectionFacts.ExtendedKeyUsages(certificate));
        WriteHex(json, "subjectKeyId", certificate.SubjectKeyIdentifier);
        WriteHex(json, "authorityKeyId", certificate.AuthorityKeyIdentifier);
        json.WriteStrings("dnsNames", InspectionFacts.DnsNames(certificate));
        json.WriteStrings("otherNames", InspectionFacts.OtherNames(certificate));
        json.WriteStrings("aia", InspectionFacts.IssuerLocations(certificate));
        json.WriteStrings("ocsp", InspectionFacts.OcspLocations(certificate));
        json.WriteStrings("crl", InspectionFacts.RevocationLocations(certificate));
        json.WriteStrings("policies", InspectionFacts.Policies(certificate));
        json.WriteStrings("permittedNames", InspectionFacts.PermittedNames(certificate));
        json.WriteStrings("excludedNames", InspectionFacts.ExcludedNames(certificate));
        json.WriteStrings("vendor", InspectionFacts.Vendor(certificate));
        json.WriteStrings("timestamps", InspectionFacts.Timestamps(certificate));
        json.WriteStrings("extensions", InspectionFacts.Extensions(certificate));
    }

    private static void WriteFindings(Utf8JsonWriter json, IEnumerable<Finding> findings)
    {
        json.WriteStartArray("findings");
        foreach (var finding in findings) PathsJson.WriteFinding(json, finding);
        json.WriteEndArray();
    }

    private static void WriteHex(Utf8JsonWriter json, string name, ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty) json.WriteNull(name);
        else json.WriteString(name, Convert.ToHexStringLower(bytes.Span));
    }
}
