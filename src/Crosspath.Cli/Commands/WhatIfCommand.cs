using System.CommandLine;
using Crosspath.Cli.Inputs;
using Crosspath.Cli.Output;
using Crosspath.Paths.Scenarios;
using Crosspath.Paths.Timelines;
using Crosspath.X509;

namespace Crosspath.Cli.Commands;

/// <summary><c>crosspath whatif</c>: what a change would do to a certificate's paths.</summary>
internal static class WhatIfCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var targets = new Argument<string[]>("TARGET")
        {
            Description = "Files whose first certificates are in question; further ones in them serve as intermediates. "
                + "host:port asks a live server.",
            Arity = ArgumentArity.OneOrMore,
        };
        var trust = new TrustOptions();
        var endpoints = new EndpointOptions();
        var changes = new ScenarioOptions();
        var at = new Option<string>("--at")
        {
            Description = "The time in question; as the only change, the day to which it changes from today.",
            HelpName = "TIME",
        };
        var all = new Option<bool>("--all")
        {
            Description = "Every certificate of the targets: list those that the change concerns, over all of time.",
        };
        var json = new Option<bool>("--json") { Description = "Print JSON, one document a target." };
        var command = new Command("whatif", """
            Say what a change would do: distrust an anchor, remove a store, revoke a certificate, compromise a key, add
            certificates, or another day. Any number of changes together.

            Examples:
              crosspath whatif leaf.pem --with pool/ --distrust "DST Root CA X3@nss"
              crosspath whatif leaf.pem --with pool/ --revoke 730c1bdc --at 2021-06-01
              crosspath whatif leaf.pem --with pool/ --compromise 60b87575
              crosspath whatif leaf.pem --with pool/ --at 2021-10-01
              crosspath whatif ca.pem.gz --all --remove-store apple

            Exit code: 0 when every target keeps a valid path, 1 when one loses its last.
            """) { targets };
        trust.AddTo(command);
        endpoints.AddTo(command);
        changes.AddTo(command);
        Option[] others = [at, all, json];
        foreach (var option in others) command.Options.Add(option);
        command.SetAction((line, cancellation) =>
        {
            var report = new InputReport(terminal);
            var servers = endpoints.Read(line, cancellation);
            var files = line.GetValue(targets)!
                .Select(file => CertificateInput.Read([file], report, servers).Certificates).ToArray();
            var added = changes.ReadAdded(line, report);
            var input = trust.Read(line, files.SelectMany(file => file), terminal, report, cancellation, added: added);
            var scenario = changes.Read(line, input.Graph, input.History, report);
            var time = line.GetValue(at) is { } day ? TimeArgument.Parse("--at", day) : (DateTimeOffset?)null;
            if (scenario.IsEmpty && added.Count == 0 && time is null)
                throw new UsageException("nothing is changed; say --distrust, --remove-store, --revoke, --compromise, --add or --at");
            using var output = terminal.OpenText();
            if (line.GetValue(all)) return Task.FromResult(input.ExitCodeOr(WriteAll(input, scenario, line.GetValue(json), output, cancellation)));
            var now = TimeProvider.System.GetUtcNow();
            var isOnlyTime = scenario.IsEmpty && added.Count == 0;
            var question = new WhatIfQuestion(scenario, isOnlyTime ? now : time ?? now, time ?? now)
            {
                Added = [.. added.Select(certificate => certificate.Fingerprint).Except(input.Named)],
            };
            Certificate[] firsts = [.. files.Select(file => file[0])];
            return Task.FromResult(input.ExitCodeOr(Write(firsts, input, question, line.GetValue(json), output, cancellation)));
        });
        return command;
    }

    private static int Write(
        Certificate[] targets, TrustInput input, WhatIfQuestion question, bool isJson, StreamWriter output,
        CancellationToken cancellation)
    {
        var code = ExitCode.Yes;
        var asking = new WhatIfAsking(input, question);
        foreach (var target in targets)
        {
            var answer = asking.Ask(target, cancellation);
            if (answer.LosesLastPath) code = ExitCode.No;
            if (isJson) WhatIfJson.Write(answer, output.BaseStream, targets.Length > 1);
            else WhatIfText.Write(answer, output);
        }
        return code;
    }

    private static int WriteAll(TrustInput input, Scenario scenario, bool isJson, StreamWriter output, CancellationToken cancellation)
    {
        var before = new TrustTimelines(
            input.Graph, input.History, new TimelineQuestion { Purpose = input.Purpose, AnchorChecks = input.AnchorChecks });
        var after = before.Under(scenario.Apply(input.Graph, input.History));
        var (concerned, lost) = (0, 0);
        foreach (var impact in Impact.Between(before, after, cancellation))
        {
            concerned++;
            if (impact is { Before.LastChainDies: not null, After.LastChainDies: null }) lost++;
            if (isJson) WhatIfJson.WriteImpact(impact, output.BaseStream);
            else WhatIfText.WriteImpact(impact, output);
        }
        if (!isJson) output.WriteLine($"{(concerned > 0 ? "\n" : "")}{concerned} certificates are concerned, {lost} of them are never trusted then");
        return lost > 0 ? ExitCode.No : ExitCode.Yes;
    }
}
