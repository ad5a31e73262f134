using System.Text.Encodings.Web;
using System.Text.Json;
using Crosspath.Cli.Inputs;
using Crosspath.X509;

namespace Crosspath.Cli.Output;

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
        _json.WriteString("sha256", certificate.Fingerprint.ToString());
        _json.WriteString("subject", certificate.Subject.ToString());
        _json.WriteString("issuer", certificate.Issuer.ToString());
        _json.WriteString("serial", certificate.SerialHex);
        _json.WriteString("notBefore", TimeArgument.Text(certificate.NotBefore));
        _json.WriteString("notAfter", TimeArgument.Text(certificate.NotAfter));
        _json.WriteNumber("version", certificate.Version);
        _json.WriteString("keyId", certificate.KeyId.ToString());
        _json.WriteString("keyType", PublicKey.DescribeKeyType(certificate.PublicKeyInfo.Span));
        _json.WriteString("signatureAlgorithm", SignatureAlgorithms.NameOf(certificate.SignatureAlgorithm.Span));
        WriteExtensions(certificate);
        WriteFindings(certificate.Findings);
        _json.WriteEndObject();
        if (_json.BytesPending > 1 << 15) _json.Flush();
    }

    /// <inheritdoc/>
    public void Write(RevocationList list)
    {
        Begin();
        _json.WriteStartObject();
        _json.WriteString("kind", "revocationList");
        _json.WriteString("sha256", list.Fingerprint.ToString());
        _json.WriteString("issuer", list.Issuer.ToString());
        _json.WriteString("thisUpdate", TimeArgument.Text(list.ThisUpdate));
        if (list.NextUpdate is { } next) _json.WriteString("nextUpdate", TimeArgument.Text(next));
        else _json.WriteNull("nextUpdate");
        WriteHex("number", list.Number);
        _json.WriteString("signatureAlgorithm", SignatureAlgorithms.NameOf(list.SignatureAlgorithm.Span));
        _json.WriteNumber("entries", list.Count);
        WriteFindings(list.Findings);
        _json.WriteEndObject();
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

    private void WriteExtensions(Certificate certificate)
    {
        _json.WriteBoolean("isCa", certificate.IsCa == true);
        if (certificate.PathLength is { } length) _json.WriteNumber("pathLen", length);
        else _json.WriteNull("pathLen");
        WriteStrings("keyUsage", InspectionFacts.KeyUsages(certificate));
        WriteStrings("extendedKeyUsage", InspectionFacts.ExtendedKeyUsages(certificate));
        WriteHex("subjectKeyId", certificate.SubjectKeyIdentifier);
        WriteHex("authorityKeyId", certificate.AuthorityKeyIdentifier);
        WriteStrings("dnsNames", InspectionFacts.DnsNames(certificate));
        WriteStrings("otherNames", InspectionFacts.OtherNames(certificate));
        WriteStrings("aia", InspectionFacts.IssuerLocations(certificate));
        WriteStrings("ocsp", InspectionFacts.OcspLocations(certificate));
        WriteStrings("crl", InspectionFacts.RevocationLocations(certificate));
        WriteStrings("policies", InspectionFacts.Policies(certificate));
        WriteStrings("permittedNames", InspectionFacts.PermittedNames(certificate));
        WriteStrings("excludedNames", InspectionFacts.ExcludedNames(certificate));
        WriteStrings("vendor", InspectionFacts.Vendor(certificate));
        WriteStrings("timestamps", InspectionFacts.Timestamps(certificate));
        WriteStrings("extensions", InspectionFacts.Extensions(certificate));
    }

    private void WriteFindings(IEnumerable<Finding> findings)
    {
        _json.WriteStartArray("findings");
        foreach (var finding in findings) PathsJson.WriteFinding(_json, finding);
        _json.WriteEndArray();
    }

    private void WriteHex(string name, ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty) _json.WriteNull(name);
        else _json.WriteString(name, Convert.ToHexStringLower(bytes.Span));
    }

    private void WriteStrings(string name, IEnumerable<string> values)
    {
        _json.WriteStartArray(name);
        foreach (var value in values) _json.WriteStringValue(value);
        _json.WriteEndArray();
    }
}
