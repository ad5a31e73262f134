using System.Globalization;
using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Cli.Output;

/// <summary>What <c>crosspath paths</c> tells people: the answer first, a line a path with its reason, what to do next
/// last.</summary>
internal static class PathsText
{
    // Columns are aligned over so many paths at a time, so that the first appear at once however many there are.
    private const int Block = 100;

    /// <summary>Writes the answer.</summary>
    /// <returns>Whether a valid path was among those listed.</returns>
    public static bool Write(PathsAnswer answer, TextWriter output)
    {
        var listed = answer.Listing?.GetEnumerator();
        var block = NextBlock(listed);
        output.WriteLine(Headline(answer, block));
        var anyValid = false;
        while (block.Count > 0)
        {
            output.WriteLine();
            anyValid |= WriteBlock(answer, block, output);
            output.Flush();
            block = NextBlock(listed);
        }
        if (answer.Listing?.Exhausted is { } budget)
            output.WriteLine($"\nnot all are listed: {budget}. See --max-paths and --count.");
        if (answer.Explanation is { } explanation) ExplanationText.Write(explanation, output);
        else if (!anyValid && answer.Listing is not null)
            output.WriteLine("\nwhat was tried, and what would help:  add --explain");
        output.Flush();
        return anyValid;
    }

    private static List<JudgedPath> NextBlock(IEnumerator<JudgedPath>? paths)
    {
        var block = new List<JudgedPath>();
        while (block.Count < Block && paths?.MoveNext() == true) block.Add(paths.Current);
        return block;
    }

    private static string Headline(PathsAnswer answer, List<JudgedPath> first)
    {
        var (paths, valid, _) = answer.Counts;
        var bound = answer.Counts.Exact ? "" : "at least ";
        var name = answer.Query.Target.Subject.FriendlyText;
        var counts = paths.IsZero && answer.Counts.Exact
            ? "no path to any anchor"
            : string.Create(CultureInfo.InvariantCulture,
                $"{bound}{paths:N0} {(paths.IsOne ? "path" : "paths")}{ToAnchors(first, paths)}, {(valid.IsZero ? "none" : $"{valid:N0}")} valid");
        var until = first.Where(path => path.IsValid).Select(path => path.Path.Window?.Until).Max();
        var trust = until is { } last ? $"    trusted until {Day(last)}" : "";
        var note = answer.Counts.Exhausted is { } budget ? $"    (counting stopped: {budget})" : "";
        return $"{Printable.Text(name)}    {counts}{trust}{note}";
    }

    // Only where all paths are at hand.
    private static string ToAnchors(List<JudgedPath> first, System.Numerics.BigInteger paths)
    {
        if (paths != first.Count) return "";
        var anchors = first.Select(path => path.Path.Anchor.Certificate.Fingerprint).Distinct().Count();
        return anchors == 1 ? " to one anchor" : $" to {anchors} anchors";
    }

    private static bool WriteBlock(PathsAnswer answer, List<JudgedPath> block, TextWriter output)
    {
        var lines = block.Select(path => (Path: path, Steps: Steps(answer.Paths.Graph, path.Path),
            Stores: StoreNames.Text(path.Stores.IsEmpty ? path.Path.Anchor.Stores : path.Stores))).ToArray();
        var width = Math.Min(100, lines.Max(line => line.Steps.Length));
        var storeWidth = Math.Min(40, lines.Max(line => line.Stores.Length));
        foreach (var (path, steps, stores) in lines)
        {
            var mark = path.IsValid ? "ok" : "--";
            var why = path.IsValid ? $"until {Day(path.Path.Window?.Until ?? default)}" : FirstReason(path);
            output.WriteLine($" {mark}  {steps.PadRight(width)}  {stores.PadRight(storeWidth)}  {why}".TrimEnd());
            foreach (var note in answer.NotesOn(path)) output.WriteLine($"     {Printable.Text(note, 240)}");
            foreach (var more in path.Findings.Where(f => f.Severity == Severity.Error).Skip(1))
                output.WriteLine($"     {new string(' ', width)} {new string(' ', storeWidth)}   {Printable.Text(more.Message)}");
        }
        return block.Exists(path => path.IsValid);
    }

    // "x" goes through a cross-sign: the CA on its left has certificates by other issuers, too.
    private static string Steps(TrustGraph graph, TrustPath path)
    {
        var text = Printable.Text(path.Target.Subject.FriendlyText);
        for (var i = 1; i < path.Certificates.Length; i++)
        {
            var name = Printable.Text(path.Certificates[i].Subject.FriendlyText);
            text += $" {(IsCrossSigned(graph, path.Certificates[i - 1]) ? "x" : "<")} {name}";
        }
        return text;
    }

    private static bool IsCrossSigned(TrustGraph graph, Certificate certificate) =>
        certificate.IsCa == true
        && graph.CertificatesOf(graph.SubjectOf(certificate))
            .Select(sibling => graph.IssuerOf(sibling).Issuer)
            .Where(issuer => issuer is not null)
            .Distinct()
            .Count() > 1;

    private static string FirstReason(JudgedPath path) =>
        Printable.Text(path.Findings.First(finding => finding.Severity == Severity.Error).Message);

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
