using System.CommandLine;
using Crosspath.Cli.Output;
using Crosspath.Federations;

namespace Crosspath.Cli.Commands;

/// <summary><c>crosspath federation status</c>.</summary>
internal static class FederationStatusCommand
{
    public static Command Create(Terminal terminal)
    {
        var options = new FederationOptions();
        var command = options.AddTo(new Command("status", """
            Show what is in force, what ends when, and what is due.

            Exit code: 0 when nothing is due, 1 when something is.
            """));
        command.SetAction(line =>
        {
            var input = options.Read(line);
            var state = FederationState.Read(input.Federation, input.Folder);
            FederationOptions.Warn(state, terminal);
            var status = FederationStatus.Of(input.Federation, state, input.Folder, input.Now);
            if (options.IsJson(line)) FederationStatusOutput.WriteJson(status, input.Now, terminal.Output);
            else FederationStatusOutput.WriteText(status, input.Now, terminal);
            return FederationStatusOutput.IsDue(status, input.Now) ? ExitCode.No : ExitCode.Yes;
        });
        return command;
    }
}
