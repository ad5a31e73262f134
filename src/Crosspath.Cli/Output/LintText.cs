namespace Crosspath.Cli.Output;

/// <summary>What <c>crosspath lint</c> tells people: the answer first, a line a finding, and where the rule
/// stands.</summary>
internal sealed class LintText(StreamWriter output)
{
    private int _certificates;
    private int _failed;

    /// <summary>Writes what was found about one certificate.</summary>
    public void Write(LintDocument document)
    {
        if (_certificates++ > 0) output.WriteLine();
        var report = document.Report;
        if (!report.Passed) _failed++;
        var certificate = report.Certificate;
        var name = $"{certificate.Subject.FriendlyText} by {certificate.Issuer.FriendlyText}";
        output.WriteLine($"{(report.Passed ? "ok" : "--")}  {Printable.Text(name)} [{certificate.Fingerprint.Short}]: "
            + $"{LintJson.RoleName(report.Role)}, judged by {string.Join(", ", report.Rules)}");
        foreach (var finding in report.Findings)
        {
            var severity = finding.Rule.Severity.ToString().ToLowerInvariant();
            output.WriteLine(
                $"    {severity,-7}  {finding.Rule.Id}: {Printable.Text(finding.Message, maxLength: 400)}");
            output.WriteLine($"             {finding.Rule.Citation}");
        }
    }

    /// <summary>Sums up, where there is more than one.</summary>
    public void End()
    {
        if (_certificates > 1) output.WriteLine($"\n{_certificates} certificates, {_failed} with errors");
    }
}
