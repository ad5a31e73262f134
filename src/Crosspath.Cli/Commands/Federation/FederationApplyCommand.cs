using System.CommandLine;
using System.Diagnostics;
using Crosspath.Cli.Inputs;
using Crosspath.Cli.Output;
using Crosspath.Federations;

namespace Crosspath.Cli.Commands;

/// <summary><c>crosspath federation apply</c>.</summary>
internal static class FederationApplyCommand
{
    // A domain may wait for what another one gives in its turn: a request, then a certificate, then a bundle.
    private const int MostRounds = 4;

    public static Command Create(Terminal terminal)
    {
        var options = new FederationOptions();
        var command = options.AddTo(new Command("apply", """
            Do what the plan says: sign, renew, revoke, publish, distribute.

            Safe to repeat, and to interrupt anywhere: every file is put into its place whole, and what is left to do
            follows from the files. Refused before anything is signed: wrong keys, expired issuers, subjects that are no
            CAs, broken rules, folders that cannot be written.

            Exit code: 0 done, 2 refused, 3 when another run works for the domain.
            """), signs: true);
        command.SetAction(line => Run(options.Read(line), options, line, terminal));
        return command;
    }

    private static int Run(FederationInput input, FederationOptions options, ParseResult line, Terminal terminal)
    {
        if (input.Domains.Length == 0)
            throw new UsageException($"{input.Path}: no domain's key is at hand; name the domain (--domain)");
        FederationOptions.Warn(FederationState.Read(input.Federation, input.Folder), terminal);
        var settings = new ApplyOptions { Now = input.Now, OpenKey = options.Keys(line, input, terminal.Error) };
        var all = new List<PlannedAction>();
        var open = new List<string>();
        for (var round = 0; round < MostRounds; round++)
        {
            open.Clear();
            var done = new List<PlannedAction>();
            foreach (var domain in input.Domains)
            {
                switch (Apply(input, domain, settings))
                {
                    case ApplyResult.Applied applied:
                        done.AddRange(applied.Done);
                        open.AddRange(applied.Open);
                        break;
                    case ApplyResult.Refused refused:
                        throw new UsageException($"{domain}: refused: {string.Join("; ", refused.Reasons)}");
                    case ApplyResult.Busy:
                        terminal.Error.WriteLine($"crosspath: {domain}: another run is at it; try again");
                        return ExitCode.Unfinished;
                    default:
                        throw new UnreachableException();
                }
            }
            all.AddRange(done);
            if (done.Count == 0) break;
        }
        if (options.IsJson(line)) FederationPlanJson.Write(all, open, terminal.Output);
        else FederationPlanText.Write(all, open, terminal);
        return ExitCode.Yes;
    }

    private static ApplyResult Apply(FederationInput input, string domain, ApplyOptions settings)
    {
        try
        {
            return FederationApply.Run(input.Federation, input.Folder, domain, settings);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new UsageException(e.Message);
        }
    }
}
