using System.CommandLine;
using Crosspath.Cli.Inputs;
using Crosspath.Cli.Output;
using Crosspath.Paths.Scenarios;
using Crosspath.Paths.Timelines;
using Crosspath.X509;

namespace Crosspath.Cli.Commands;

/// <summary><c>crosspath diff</c>: which CAs gained or lost trust between two stores, dates or collections.</summary>
internal static class DiffCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var before = new Argument<string>("A") { Description = "A store on a day (NAME@DATE), or a file or folder of certificates." };
        var after = new Argument<string>("B") { Description = "Another of the same kind." };
        var trust = new TrustOptions();
        var at = new Option<string>("--at") { Description = "The time in question (default: each store's own day; now for files).", HelpName = "TIME" };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("diff", """
            Say which CAs gained or lost trust, through which certificate, and why: between two stores, two days of one, or two
            collections of certificates under the same anchors.

            Examples:
              crosspath diff nss@2021-09-01 nss@2021-10-01 --with ca.pem.gz
              crosspath diff nss@2025-01-01 apple@2025-01-01 --with ca.pem.gz
              crosspath diff old/ new/ --store nss

            Exit code: 0 when nothing differs, 1 when something does.
            """) { before, after };
        trust.AddTo(command);
        Option[] others = [at, json];
        foreach (var option in others) command.Options.Add(option);
        command.SetAction((line, cancellation) =>
        {
            var report = new InputReport(terminal);
            var (one, other) = (line.GetValue(before)!, line.GetValue(after)!);
            var time = line.GetValue(at) is { } day ? TimeArgument.Parse("--at", day) : (DateTimeOffset?)null;
            var sides = Path.Exists(one) || Path.Exists(other)
                ? OfFiles(one, other, time, line, trust, terminal, report, cancellation)
                : OfStores(one, other, time, line, trust, terminal, report, cancellation);
            var question = new TimelineQuestion { Purpose = sides.Input.Purpose, AnchorChecks = sides.Input.AnchorChecks };
            var difference = TrustDifference.Between(sides.Before, sides.After, question, cancellation);
            using var output = terminal.OpenText();
            if (line.GetValue(json)) DiffJson.Write(one, other, difference, output.BaseStream);
            else DiffText.Write(one, other, difference, output);
            var isSame = difference.Gained.IsEmpty && difference.Lost.IsEmpty;
            return Task.FromResult(sides.Input.ExitCodeOr(isSame ? ExitCode.Yes : ExitCode.No));
        });
        return command;
    }

    private static (TrustInput Input, TrustSituation Before, TrustSituation After) OfStores(
        string one, string other, DateTimeOffset? at, ParseResult line, TrustOptions trust, Terminal terminal, InputReport report,
        CancellationToken cancellation)
    {
        if (trust.NamesAnchors(line)) throw new UsageException("A and B name the stores already; --store and --roots are for files");
        var (before, dayBefore) = trust.ReadStore(line, one, report);
        var (after, dayAfter) = trust.ReadStore(line, other, report);
        var anchors = before.Trusts.Concat(after.Trusts).Select(period => period.Anchor);
        var input = trust.Read(line, anchors, terminal, report, cancellation, before.With(after));
        return (input,
            new TrustSituation(input.Graph, before, at ?? dayBefore),
            new TrustSituation(input.Graph, after, at ?? dayAfter));
    }

    private static (TrustInput Input, TrustSituation Before, TrustSituation After) OfFiles(
        string one, string other, DateTimeOffset? at, ParseResult line, TrustOptions trust, Terminal terminal, InputReport report,
        CancellationToken cancellation)
    {
        var time = at ?? TimeProvider.System.GetUtcNow();
        IReadOnlyList<Certificate> Read(string file) => CertificateInput.Read([file], report).Certificates;
        var before = trust.Read(line, Read(one), terminal, report, cancellation);
        var after = trust.Read(line, Read(other), terminal, report, cancellation);
        return (after, new TrustSituation(before.Graph, before.History, time), new TrustSituation(after.Graph, after.History, time));
    }
}
