using System.Globalization;
using Crosspath.Authority.CrossSigning;
using Crosspath.Authority.Linting;
using Crosspath.X509;

namespace Crosspath.Cli.Output;

/// <summary>What <c>crosspath sign</c> tells people: what will be, or was, signed, and why it looks as it
/// does.</summary>
internal static class SignText
{
    /// <summary>Writes a plan.</summary>
    public static void Write(CrossSignPlan plan, StreamWriter output)
    {
        var certificate = plan.Preview;
        output.WriteLine(Printable.Text($"{certificate.Subject.FriendlyText} by {certificate.Issuer.FriendlyText}"));
        Row(output, "valid", $"{Day(certificate.NotBefore)} to {Day(certificate.NotAfter)}");
        Row(output, "serial", certificate.SerialHex);
        Row(output, "signed with", SignatureAlgorithms.NameOf(certificate.SignatureAlgorithm.Span));
        Row(output, "possession", plan.Request.Subject.HasProof
            ? "proved by the request's signature"
            : "not proved: taken from the certificate alone");
        Row(output, "path length", certificate.PathLength?.ToString(CultureInfo.InvariantCulture) ?? "not limited");
        Row(output, "purposes", InspectionFacts.ExtendedKeyUsages(certificate));
        Row(output, "permits", InspectionFacts.PermittedNames(certificate));
        Row(output, "excludes", InspectionFacts.ExcludedNames(certificate));
        Row(output, "policies", InspectionFacts.Policies(certificate));
        Row(output, "status at",
            InspectionFacts.OcspLocations(certificate).Concat(InspectionFacts.RevocationLocations(certificate)));
        foreach (var note in plan.Notes) Row(output, "note", note);
        WriteFindings(plan, output);
    }

    private static void WriteFindings(CrossSignPlan plan, StreamWriter output)
    {
        Row(output, "judged by", string.Join(", ", plan.Lint!.Rules));
        foreach (var finding in plan.Lint.Findings)
        {
            var waiver = plan.Request.Waivers.FirstOrDefault(waiver => waiver.Rule == finding.Rule.Id);
            Row(output, waiver is null ? Severity(finding) : "waived", $"{finding.Rule.Id}: {finding.Message}"
                + (waiver is null ? "" : $" (because: {waiver.Reason})"));
        }
    }

    private static string Severity(LintFinding finding) => finding.Rule.Severity.ToString().ToLowerInvariant();

    private static void Row(StreamWriter output, string label, IEnumerable<string> texts)
    {
        var text = string.Join(", ", texts);
        if (text.Length > 0) Row(output, label, text);
    }

    private static void Row(StreamWriter output, string label, string text) =>
        output.WriteLine($"  {label,-12} {Printable.Text(text, maxLength: 2000)}");

    private static string Day(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
