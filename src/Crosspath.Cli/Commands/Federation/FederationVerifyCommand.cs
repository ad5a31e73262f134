using System.CommandLine;
using Crosspath.Cli.Output;
using Crosspath.Federations;

namespace Crosspath.Cli.Commands;

/// <summary><c>crosspath federation verify</c>.</summary>
internal static class FederationVerifyCommand
{
    public static Command Create(Terminal terminal)
    {
        var options = new FederationOptions();
        var planned = new Option<bool>("--planned")
        {
            Description = "Judge what will be when the plans of all domains are done, and not what is.",
        };
        var command = options.AddTo(new Command("verify", """
            Prove that every expectation holds, that nobody can certify names outside its realm, and that no trust goes
            on through a domain that is no hub (A trusts B, B trusts C, so A trusts C).

            For every CA of every domain, leaf certificates are made up that it could issue, and every path of them from
            every other domain's anchors is searched. What is not as it should be is shown with its path.

            Exit code: 0 proved, 1 with a counterexample, 3 when a search ran out of budget.
            """));
        command.Options.Add(planned);
        command.SetAction((line, cancellation) =>
        {
            var input = options.Read(line);
            var planner = new FederationPlanner(input.Federation, input.Folder, input.Now);
            var plan = planner.Plan(
                line.GetValue(planned) ? input.Federation.Domains.Select(domain => domain.Name) : []);
            FederationOptions.Warn(plan.Before, terminal);
            var proof = new FederationVerifier(input.Federation, plan.After, input.Now).Verify(cancellation);
            if (options.IsJson(line)) FederationProofJson.Write(proof, terminal.Output);
            else FederationProofText.Write(input, proof, terminal);
            return Task.FromResult(proof.Holds ? ExitCode.Yes : proof.IsUnfinished ? ExitCode.Unfinished : ExitCode.No);
        });
        return command;
    }
}
