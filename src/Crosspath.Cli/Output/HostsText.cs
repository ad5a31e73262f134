using System.Globalization;
using Crosspath.Fetch.Tls;
using Crosspath.X509;

namespace Crosspath.Cli.Output;

/// <summary>What <c>crosspath paths --hosts</c> tells people: a line a host, and how many there were at the
/// end.</summary>
internal static class HostsText
{
    /// <summary>Writes a host that answered.</summary>
    /// <returns>Whether the path shown is valid.</returns>
    public static bool Write(PathsAnswer answer, TextWriter output)
    {
        var best = answer.Listing?.FirstOrDefault();
        var isValid = best?.IsValid ?? answer.Counts.ValidPaths > 0;
        var (paths, valid, isExact) = (answer.Counts.Paths, answer.Counts.ValidPaths, answer.Counts.Exact);
        var counts = string.Create(
            CultureInfo.InvariantCulture, $"{(isExact ? "" : "at least ")}{valid:N0} of {paths:N0} paths valid");
        var why = best switch
        {
            null => "",
            { IsValid: true, Path: { Window: { } window, Anchor.Certificate: var anchor } } =>
                $"    until {window.Until.UtcDateTime:yyyy-MM-dd}    {Printable.Text(anchor.Subject.FriendlyText)}",
            { IsValid: true } => "",
            _ => $"    {Printable.Text(best.Findings.First(finding => finding.Severity == Severity.Error).Message)}",
        };
        var mark = isValid ? "ok" : "--";
        output.WriteLine($" {mark}  {answer.Endpoint}    {(paths.IsZero ? "no path to any anchor" : counts)}{why}");
        output.Flush();
        return isValid;
    }

    /// <summary>Writes a host that did not.</summary>
    public static void WriteError(TlsEndpoint endpoint, string problem, TextWriter output)
    {
        output.WriteLine($" ??  {endpoint}    {Printable.Text(problem, 240)}");
        output.Flush();
    }

    /// <summary>Writes how many there were of each.</summary>
    public static void WriteEnd((int Valid, int Invalid, int Unreached) counts, TextWriter output)
    {
        var (valid, invalid, unreached) = counts;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"\n{valid + invalid + unreached:N0} hosts: {valid:N0} with a valid path, {invalid:N0} without, "
            + $"{unreached:N0} could not be asked"));
        output.Flush();
    }
}
