using System.CommandLine;
using Crosspath.Cli.Inputs;
using Crosspath.Cli.Output;
using Crosspath.Paths;
using Crosspath.Paths.Cutting;

namespace Crosspath.Cli.Commands;

/// <summary><c>crosspath cut</c>: what to revoke and distrust so that a CA is trusted no more.</summary>
internal static class CutCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var identity = new Argument<string>("IDENTITY") { Description = "The CA: a certificate file, a SHA-256 of a certificate or key, or a name." };
        var trust = new TrustOptions();
        var at = new Option<string>("--at") { Description = "The time in question (default: now).", HelpName = "TIME" };
        var cost = new Option<string>("--cost")
        {
            Description = "'count' (default): everything costs 1. 'leaves': 1, and 1 for each end entity at hand that loses its last path with it.",
            HelpName = "count|leaves",
        };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("cut", """
            Find the cheapest set of revocations and distrusts that ends every valid path to a CA, and prove it by counting
            again. A CA with cross-signs is trusted until the last of them is gone.

            Examples:
              crosspath cut r3.pem --with pool/ --store nss@2021-06-01 --at 2021-06-01
              crosspath cut "Let's Encrypt Authority X3" --with pool/ --store nss,apple --cost leaves

            Exit code: 0 with a cut (also when nothing needs cutting), 3 when the proof could not be finished.
            """) { identity };
        trust.AddTo(command);
        Option[] others = [at, cost, json];
        foreach (var option in others) command.Options.Add(option);
        command.SetAction((line, cancellation) =>
        {
            var report = new InputReport(terminal);
            var text = line.GetValue(identity)!;
            var own = File.Exists(text) ? CertificateInput.Read([text], report).Certificates : [];
            var input = trust.Read(line, own, terminal, report, cancellation);
            var goal = IdentityArgument.Find("IDENTITY", text, input.Graph, report);
            var time = line.GetValue(at) is { } day ? TimeArgument.Parse("--at", day) : TimeProvider.System.GetUtcNow();
            var question = new PathQuery(input.Graph.Certificates[0], time) { Purpose = input.Purpose, AnchorChecks = input.AnchorChecks };
            var collateral = new Collateral(input, time);
            Func<CutElement, long>? costs = line.GetValue(cost) switch
            {
                null or "count" => null,
                "leaves" => element => 1 + collateral.Of([element], cancellation).Count(lost => lost.IsCa != true),
                var other => throw new UsageException($"--cost: '{other}' is none of count, leaves"),
            };
            var cut = new CutSearch(input.Graph, input.History, question, costs).For(goal, cancellation);
            var answer = new CutAnswer(cut, time, collateral.Of(cut.Elements, cancellation), input.History);
            using var output = terminal.OpenText();
            if (line.GetValue(json)) CutJson.Write(answer, output.BaseStream);
            else CutText.Write(answer, output);
            return Task.FromResult(input.ExitCodeOr(cut.PathsAfter.IsZero ? ExitCode.Yes : ExitCode.Unfinished));
        });
        return command;
    }
}
