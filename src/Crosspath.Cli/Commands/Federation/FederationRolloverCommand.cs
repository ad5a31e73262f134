using System.CommandLine;
using Crosspath.Cli.Inputs;
using Crosspath.Cli.Output;
using Crosspath.Federations;

namespace Crosspath.Cli.Commands;

/// <summary><c>crosspath federation rollover</c>.</summary>
internal static class FederationRolloverCommand
{
    public static Command Create(Terminal terminal)
    {
        var options = new FederationOptions();
        var domain = new Argument<string>("DOMAIN") { Description = "Whose root is to be replaced." };
        var root = new Option<string>("--root")
        {
            Description = "The new root's certificate (default: that of 'rollover' in the file).",
            HelpName = "FILE",
        };
        var command = options.AddTo(new Command("rollover", """
            Plan how a new root takes over, phased in by cross-signs, and try out every single action: whoever is
            trusted now must be trusted at every moment, by path search and by the clients.

            To carry it out, name the new root in federation.yaml (rollover: {root, key, step}), set the step that is
            printed, and apply; then the next one, when every domain has applied.

            Exit code: 0 when nothing breaks, 1 when something does.
            """) { domain }, hasFileArgument: false, asksClients: true);
        command.Options.Add(root);
        command.SetAction(line =>
        {
            var input = options.Read(line);
            var name = FederationOptions.Check(input.Federation, "DOMAIN", line.GetValue(domain)!).Name;
            var federation = WithRoot(input, name, line.GetValue(root));
            var state = FederationState.Read(federation, input.Folder);
            FederationOptions.Warn(state, terminal);
            if (state.Of(name).Next is null)
                throw new UsageException(
                    $"{input.Path}: {name} has no new root; name it under 'rollover', or by --root");
            var plan = new RolloverPlanner(federation, state, name, input.Now, options.Clients(line)).Plan();
            if (options.IsJson(line)) RolloverOutput.WriteJson(plan, terminal.Output);
            else RolloverOutput.WriteText(plan, input.Path, terminal);
            return plan.IsSmooth ? ExitCode.Yes : ExitCode.No;
        });
        return command;
    }

    private static Federation WithRoot(FederationInput input, string name, string? root)
    {
        if (root is null) return input.Federation;
        var settings = new RolloverSettings(Path.GetFullPath(root), new KeyReference.Detached(), RolloverStep.None);
        return input.Federation with
        {
            Domains = [.. input.Federation.Domains.Select(domain =>
                domain.Name == name ? domain with { Rollover = settings } : domain)],
        };
    }
}
