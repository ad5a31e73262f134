using System.Globalization;
using System.Numerics;
using Crosspath.Paths;
using Crosspath.Paths.Scenarios;

namespace Crosspath.Cli.Output;

/// <summary>What <c>crosspath whatif</c> tells people.</summary>
internal static class WhatIfText
{
    private const int MostPaths = 30;

    /// <summary>Writes what a change does to one target.</summary>
    public static void Write(WhatIfAnswer answer, TextWriter output)
    {
        var verdict = (answer.ValidBefore.IsZero, answer.ValidAfter.IsZero) switch
        {
            (false, true) => "loses its last valid path",
            (false, false) => "stays trusted",
            (true, false) => "becomes trusted",
            _ => "is trusted neither before nor after",
        };
        output.WriteLine($"{Printable.Text(answer.Target.Subject.FriendlyText)}    {verdict}");
        output.WriteLine($"  before  {TimeArgument.Day(answer.Question.Before)}  {Paths(answer.ValidBefore)}");
        output.WriteLine($"  after   {TimeArgument.Day(answer.Question.After)}  {Paths(answer.ValidAfter)}");
        WritePaths("lost", " -  ", answer.Lost, output);
        WritePaths("gained", " +  ", answer.Gained, output);
        WritePaths("surviving", " ok ", answer.Surviving, output);
        if (answer.IsTruncated) output.WriteLine("\nnot all paths are listed; the numbers are of all");
        if (answer.ValidAfter > 0 && answer.Lost.Count > 0)
            output.WriteLine("\nwhat it would take to end every path:  crosspath cut");
    }

    /// <summary>Writes one certificate that a change concerns.</summary>
    public static void WriteImpact(Impact impact, TextWriter output)
    {
        var name = Printable.Text(impact.Target.Subject.FriendlyText);
        output.WriteLine($"{impact.Target.Fingerprint.Short}  {name,-48}  {Until(impact.Before.LastChainDies)} -> {Until(impact.After.LastChainDies)}");
    }

    private static void WritePaths(string title, string mark, IReadOnlyList<JudgedPath> paths, TextWriter output)
    {
        if (paths.Count == 0) return;
        output.WriteLine($"\n{title}:");
        foreach (var path in paths.Take(MostPaths))
        {
            var steps = string.Join(" < ", path.Path.Certificates.Select(c => Printable.Text(c.Subject.FriendlyText)));
            output.WriteLine($"{mark} {steps}    {StoreNames.Text(path.Stores)}  until {TimeArgument.Day(path.Path.Window?.Until ?? default)}".TrimEnd());
        }
        if (paths.Count > MostPaths) output.WriteLine($"     and {paths.Count - MostPaths} more (--json lists them)");
    }

    private static string Paths(BigInteger count) =>
        count.IsZero ? "no valid path" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} valid {(count.IsOne ? "path" : "paths")}");

    private static string Until(DateTimeOffset? end) => end is { } at ? $"until {TimeArgument.Day(at)}" : "never trusted";
}
