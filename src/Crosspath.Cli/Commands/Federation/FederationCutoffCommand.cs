using System.CommandLine;
using Crosspath.Cli.Output;
using Crosspath.Federations;

namespace Crosspath.Cli.Commands;

/// <summary><c>crosspath federation cutoff</c>.</summary>
internal static class FederationCutoffCommand
{
    public static Command Create(Terminal terminal)
    {
        var options = new FederationOptions();
        var domain = new Argument<string>("DOMAIN") { Description = "Which is to be isolated." };
        var command = options.AddTo(new Command("cutoff", """
            Show what isolates a domain, with the fewest revocations, and when each other domain will notice.

            To carry it out, write 'isolated: true' under the domain in federation.yaml, and apply in each other domain.
            The domain that is cut off is not needed for that.
            """) { domain }, hasFileArgument: false);
        command.SetAction((line, cancellation) =>
        {
            var input = options.Read(line);
            var name = FederationOptions.Check(input.Federation, "DOMAIN", line.GetValue(domain)!).Name;
            var state = FederationState.Read(input.Federation, input.Folder);
            FederationOptions.Warn(state, terminal);
            var plan = new CutoffPlanner(input.Federation, state, input.Now).Plan(name, cancellation);
            if (options.IsJson(line)) CutoffOutput.WriteJson(plan, terminal.Output);
            else CutoffOutput.WriteText(plan, input.Path, terminal);
            return Task.FromResult(ExitCode.Yes);
        });
        return command;
    }
}
