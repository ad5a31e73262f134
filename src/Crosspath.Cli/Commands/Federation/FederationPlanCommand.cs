using System.CommandLine;
using Crosspath.Cli.Output;
using Crosspath.Federations;

namespace Crosspath.Cli.Commands;

/// <summary><c>crosspath federation plan</c>.</summary>
internal static class FederationPlanCommand
{
    public static Command Create(Terminal terminal)
    {
        var options = new FederationOptions();
        var command = options.AddTo(new Command("plan", """
            Show what would be issued, renewed, revoked and distributed, and who trusts whom before and after.

            Nothing is signed or written, and no key is opened: certificates that are only planned take part as if they
            were signed already.

            Exit code: 0 with a plan or nothing to do, 1 when something is refused.
            """), asksClients: true);
        command.SetAction(line =>
        {
            var input = options.Read(line);
            var plan = new FederationPlanner(input.Federation, input.Folder, input.Now).Plan(input.Domains);
            var clients = options.Clients(line);
            var answer = new FederationPlanAnswer(input, plan,
                TrustMatrix.Of(input.Federation, plan.Before, input.Now, clients),
                TrustMatrix.Of(input.Federation, plan.After, input.Now, clients));
            FederationOptions.Warn(plan.Before, terminal);
            if (options.IsJson(line)) FederationPlanJson.Write(answer, terminal.Output);
            else FederationPlanText.Write(answer, terminal);
            return plan.Refusals.Any() ? ExitCode.No : ExitCode.Yes;
        });
        return command;
    }
}
