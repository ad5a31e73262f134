using System.Collections.Immutable;
using System.CommandLine;
using Crosspath.Cli.Inputs;
using Crosspath.Cli.Output;
using Crosspath.Clients.Serving;
using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Cli.Commands;

/// <summary><c>crosspath bundle</c>: what an operator serves today.</summary>
internal static class BundleCommand
{
    /// <summary>The command with those below it.</summary>
    public static Command Create(Terminal terminal) => new("bundle", "Check the bundle that a server serves, and write it as servers want it.")
    {
        Check(terminal),
        BundleExportCommand.Create(terminal),
    };

    private static Command Check(Terminal terminal)
    {
        var bundle = new Argument<string>("FILE") { Description = "What is served: a file in its order, or host:port." };
        var options = new ServingOptions();
        var revocations = new RevocationOptions();
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("check", """
            Say what is missing, superfluous, out of order, outdated or revoked in what a server serves, and which clients it loses,
            today and later.

            Examples:
              crosspath bundle check fullchain.pem --roots roots.pem --with pool/
              crosspath bundle check www.example.org:443 --clients broad
              crosspath bundle check fullchain.pem --crl issuer.crl --json

            Exit code: 0 when nothing is wrong, or only warnings; 1 for errors.
            """) { bundle };
        options.AddTo(command);
        revocations.AddTo(command);
        command.Options.Add(json);
        command.SetAction((line, cancellation) =>
        {
            var report = new InputReport(terminal);
            var served = options.ReadTarget(line, [line.GetValue(bundle)!], report, cancellation).ToImmutableArray();
            var leaf = LeafOf(served);
            var (question, _) = options.Read(line, leaf, [], report);
            question = question with { Candidates = [served] };
            var roots = question.Clients.SelectMany(client => client.Roots).SelectMany(period => period.Roots);
            var graph = TrustGraph.Build([.. served, .. question.Pool, .. roots], cancellation: cancellation);
            // A list that any programme publishes concerns whoever serves what it blocks.
            var history = revocations.Apply(line, graph, new TrustHistory(Programmes, [], []), report);
            var distrusted = history.DistrustsAt(question.From).GroupBy(distrust => distrust.Certificate)
                .ToDictionary(group => group.Key, group => group.First().Reason);
            var faults = BundleCheck.Of(question, served, distrusted);
            var choice = ServingChoice.Of(question, cancellation);
            using var output = terminal.OpenText();
            if (line.GetValue(json)) BundleOutput.WriteJson(faults, choice, output.BaseStream);
            else BundleOutput.WriteText(faults, choice, output);
            return Task.FromResult(faults.Any(fault => fault.Severity == Severity.Error) ? ExitCode.No : ExitCode.Yes);
        });
        return command;
    }

    private static readonly ImmutableArray<string> Programmes = ["aosp", "apple", "chrome", "ms-authroot", "nss"];

    // Where the order is wrong, the leaf is the one that is no CA.
    private static Certificate LeafOf(ImmutableArray<Certificate> served) =>
        served[0].IsCa != true ? served[0] : served.FirstOrDefault(certificate => certificate.IsCa != true) ?? served[0];
}
