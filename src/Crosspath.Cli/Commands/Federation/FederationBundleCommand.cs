using System.CommandLine;
using Crosspath.Cli.Inputs;
using Crosspath.Federations;

namespace Crosspath.Cli.Commands;

/// <summary><c>crosspath federation bundle</c>.</summary>
internal static class FederationBundleCommand
{
    public static Command Create(Terminal terminal)
    {
        var options = new FederationOptions();
        var formats = new Option<string[]>("--format")
        {
            Description = "The forms (default: those of each domain): "
                + string.Join(", ", BundleFormat.All.Select(format => format.Name)) + ".",
            HelpName = "NAME",
            AllowMultipleArgumentsPerToken = true,
        };
        var folder = new Option<string>("--out")
        {
            Description = "Where (default: bundles, beside FILE).",
            HelpName = "DIR",
        };
        var command = options.AddTo(new Command("bundle", $"""
            Write trust bundles for each domain, and the chains that its workloads serve, in the order in which they are
            to be deployed: first everybody who has to trust, then those who serve.

            Forms:
            {string.Join('\n', BundleFormat.All.Select(format => $"  {format.Name,-10} {format.Summary}"))}
            """));
        command.Options.Add(formats);
        command.Options.Add(folder);
        command.SetAction(line =>
        {
            var input = options.Read(line);
            string[] domains = line.GetResult("--domain") is null
                ? [.. input.Federation.Domains.Select(domain => domain.Name)]
                : input.Domains;
            Write(input, domains, Formats(line.GetValue(formats) ?? []), line.GetValue(folder), terminal);
            return ExitCode.Yes;
        });
        return command;
    }

    private static List<BundleFormat>? Formats(string[] names) => names.Length == 0
        ? null
        : [.. names.Select(name => BundleFormat.Find(
            DomainFields.Format(name, message => new UsageException($"--format: {message}")))!)];

    private static void Write(
        FederationInput input, string[] domains, List<BundleFormat>? formats, string? folder, Terminal terminal)
    {
        var state = FederationState.Read(input.Federation, input.Folder);
        FederationOptions.Warn(state, terminal);
        var writer = new BundleWriter(input.Federation, state, input.Now);
        var root = folder is null ? input.Folder.Bundles : Path.GetFullPath(folder);
        var all = domains.SelectMany(domain => writer.FilesOf(domain, Path.Combine(root, domain), formats)).ToList();
        var files = new FederationFiles();
        using var output = terminal.OpenText();
        var step = 0;
        foreach (var group in all.GroupBy(file => BundleWriter.IsChain(file.Path)).OrderBy(group => group.Key))
        {
            output.WriteLine($"{++step}. {(group.Key ? "workloads serve" : "members trust")}");
            foreach (var (path, content) in group)
            {
                try
                {
                    files.Write(path, content);
                }
                catch (UnauthorizedAccessException e)
                {
                    throw new UsageException($"--out: {e.Message}");
                }
                output.WriteLine($"   {Path.GetRelativePath(root, path)}");
            }
        }
    }
}
