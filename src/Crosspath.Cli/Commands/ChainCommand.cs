using System.Collections.Immutable;
using System.CommandLine;
using Crosspath.Cli.Inputs;
using Crosspath.Cli.Output;
using Crosspath.Clients.Serving;

namespace Crosspath.Cli.Commands;

/// <summary><c>crosspath chain</c>: which chain to serve.</summary>
internal static class ChainCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var leaf = new Argument<string[]>("LEAF")
        {
            Description = "A file whose first certificate is the server's; further ones join the pool. host:port asks a live server.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var options = new ServingOptions();
        var alternates = new Option<string[]>("--acme-alternates")
        {
            Description = "Chains that an ACME server offers (RFC 8555 section 7.4.2), a file each, the leaf first: rank these.",
            HelpName = "FILE",
            AllowMultipleArgumentsPerToken = true,
        };
        var output = new Option<string>("--out") { Description = "Write the chain as PEM, ready to be served.", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("chain", """
            Choose the chain that a server should send, and say who accepts it until when.

            It is the list of certificates that most of the clients accept for most of the time; beside it: how many bytes it
            costs, who rejects it and why, on which dates that changes, and what other lists would trade.

            Examples:
              crosspath chain leaf.pem --with pool/ --roots roots.pem             for every known client
              crosspath chain leaf.pem --with pool/ --clients broad               with the stores of the catalogue
              crosspath chain leaf.pem --with pool/ --until 2027-01-01 --out chain.pem
              crosspath chain --acme-alternates default.pem alternate.pem         which of those that ACME offers

            Exit code: 0 when any client accepts, 1 when none does.
            """) { leaf };
        options.AddTo(command);
        foreach (var option in new Option[] { alternates, output, json }) command.Options.Add(option);
        command.SetAction((line, cancellation) =>
        {
            var report = new InputReport(terminal);
            if (line.GetValue(output) is { } place) OutputFiles.CheckPlace("--out", place, mayReplace: true);
            var offers = (line.GetValue(alternates) ?? []).Select(file => (File: file, Chain: options.ReadTarget(line, [file], report, cancellation))).ToArray();
            var words = line.GetValue(leaf) ?? [];
            if (words.Length == 0 && offers.Length == 0) throw new UsageException("give LEAF, or --acme-alternates FILE…");
            var target = words.Length > 0 ? options.ReadTarget(line, words, report, cancellation) : offers[0].Chain;
            var (question, mix) = options.Read(line, target[0], [.. target.Skip(1), .. offers.SelectMany(offer => offer.Chain.Skip(1))], report);
            if (offers.Length > 0) question = question with { Candidates = [.. offers.Select(offer => offer.Chain.ToImmutableArray())] };
            var answer = ServingAnswer.Of(question, mix, ServingChoice.Of(question, cancellation), offers);
            if (line.GetValue(output) is { } file) OutputFiles.Write(file, FoundOutput.Pem(answer.Best.Certificates));
            using var text = terminal.OpenText();
            if (line.GetValue(json)) ServingJson.Write(answer, text.BaseStream);
            else ServingText.Write(answer, text);
            return Task.FromResult(answer.Accepts.Count > 0 ? ExitCode.Yes : ExitCode.No);
        });
        return command;
    }
}
