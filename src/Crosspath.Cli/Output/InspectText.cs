using System.Globalization;
using Crosspath.X509;

namespace Crosspath.Cli.Output;

/// <summary>What <c>crosspath inspect</c> tells people: a block a certificate, the important first.</summary>
internal sealed class InspectText(StreamWriter output, bool withTree) : IInspectionWriter
{
    private int _items;

    /// <inheritdoc/>
    public void Write(Certificate certificate)
    {
        if (_items++ > 0) output.WriteLine();
        output.WriteLine(Line(certificate.Subject.ToString()));
        Row("issuer", certificate.IsSelfIssued ? "itself, by name" : certificate.Issuer.ToString());
        Row("valid", $"{Time(certificate.NotBefore)} to {Time(certificate.NotAfter)}");
        Row("serial", certificate.SerialHex);
        Row("key", $"{PublicKey.DescribeKeyType(certificate.PublicKeyInfo.Span)}, id {certificate.KeyId}");
        Row("signed with", SignatureAlgorithms.NameOf(certificate.SignatureAlgorithm.Span));
        Row("CA", certificate.IsCa switch
        {
            true => certificate.PathLength is { } length ? $"yes, path length {length}" : "yes",
            false => "no",
            null => "does not say",
        });
        Row("key usage", InspectionFacts.KeyUsages(certificate));
        Row("purposes", InspectionFacts.ExtendedKeyUsages(certificate));
        Row("names", InspectionFacts.DnsNames(certificate).Concat(InspectionFacts.OtherNames(certificate)));
        Row("permits", InspectionFacts.PermittedNames(certificate));
        Row("excludes", InspectionFacts.ExcludedNames(certificate));
        Row("policies", InspectionFacts.Policies(certificate));
        Row("key ids", KeyIdentifiers(certificate));
        Row("issuer at", InspectionFacts.IssuerLocations(certificate));
        Row("status at", InspectionFacts.OcspLocations(certificate).Concat(InspectionFacts.RevocationLocations(certificate)));
        Row("vendor", InspectionFacts.Vendor(certificate));
        Row("logged", InspectionFacts.Timestamps(certificate));
        Row("sha256", certificate.Fingerprint.ToString());
        foreach (var finding in certificate.Findings) Row(finding.Severity == Severity.Error ? "error" : "warning", finding.Message);
        if (withTree) Asn1Text.Write(certificate.Raw, output);
    }

    /// <inheritdoc/>
    public void Write(RevocationList list)
    {
        if (_items++ > 0) output.WriteLine();
        output.WriteLine($"revocation list of {Line(list.Issuer.ToString())}");
        Row("updates", list.NextUpdate is { } next ? $"{Time(list.ThisUpdate)}, next by {Time(next)}" : Time(list.ThisUpdate));
        if (!list.Number.IsEmpty) Row("number", Convert.ToHexStringLower(list.Number.Span) + (list.IsDelta ? " (a delta list)" : ""));
        Row("signed with", SignatureAlgorithms.NameOf(list.SignatureAlgorithm.Span));
        Row("revokes", string.Create(CultureInfo.InvariantCulture, $"{list.Count:N0} certificates"));
        foreach (var finding in list.Findings) Row(finding.Severity == Severity.Error ? "error" : "warning", finding.Message);
        Row("sha256", list.Fingerprint.ToString());
        if (withTree) Asn1Text.Write(list.Raw, output);
    }

    /// <summary>Writes what is left.</summary>
    public void Dispose() => output.Dispose();

    private static IEnumerable<string> KeyIdentifiers(Certificate certificate)
    {
        if (!certificate.SubjectKeyIdentifier.IsEmpty)
            yield return "own " + Convert.ToHexStringLower(certificate.SubjectKeyIdentifier.Span);
        if (!certificate.AuthorityKeyIdentifier.IsEmpty)
            yield return "issuer's " + Convert.ToHexStringLower(certificate.AuthorityKeyIdentifier.Span);
    }

    private void Row(string label, string text) => output.WriteLine($"  {label,-12} {Line(text)}");

    private void Row(string label, IEnumerable<string> texts)
    {
        var text = string.Join(", ", texts);
        if (text.Length > 0) Row(label, text);
    }

    private static string Line(string text) => Printable.Text(text, maxLength: 2000);

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
