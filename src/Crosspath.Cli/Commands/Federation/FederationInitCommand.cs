using System.CommandLine;
using Crosspath.Cli.Inputs;
using Crosspath.Federations;

namespace Crosspath.Cli.Commands;

/// <summary><c>crosspath federation init</c>: a federation to begin with.</summary>
internal static class FederationInitCommand
{
    private const string FileName = "federation.yaml";

    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<string>("DIR")
        {
            Description = "Where (default: the current folder).",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var example = new Option<string>("--example")
        {
            Description = "Begin with an example, with PKIs of its own: "
                + string.Join(", ", FederationExample.All.Select(known => known.Name)) + ".",
            HelpName = "NAME",
        };
        var command = new Command("init", $"""
            Write a federation.yaml to begin with, and its schema for editors.

            Examples of topologies, each with fresh keys (readable by their owner only), roots and leaf certificates:
            {string.Join('\n', FederationExample.All.Select(known => $"  {known.Name,-8} {known.Summary}"))}

            Files that are there stay.
            """) { folder, example };
        command.SetAction(line => Run(line.GetValue(folder) ?? ".", line.GetValue(example), terminal));
        return command;
    }

    private static int Run(string folder, string? example, Terminal terminal)
    {
        var text = example is null ? FederationExample.Empty : Find(example).Text;
        var file = Path.Combine(folder, FileName);
        if (File.Exists(file)) throw new UsageException($"{file}: is there already");
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(file, text);
            File.WriteAllText(Path.Combine(folder, "federation.schema.json"), FederationExample.Schema);
            var ignore = Path.Combine(folder, ".gitignore");
            if (!File.Exists(ignore)) File.WriteAllText(ignore, "*.key\nkeys/\npending/\nbundles/\n.lock\n*.new\n");
            if (example is not null)
                SampleKeys.Make(FederationFile.Read(file), FederationFolder.Of(file), TimeProvider.System.GetUtcNow());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{folder}: {e.Message}");
        }
        using var output = terminal.OpenText();
        output.WriteLine($"{file} is written. Next:");
        output.WriteLine($"  crosspath federation plan {file}");
        output.WriteLine($"  crosspath federation apply {file}");
        output.WriteLine($"  crosspath federation verify {file}");
        return ExitCode.Yes;
    }

    private static FederationExample Find(string name)
    {
        if (FederationExample.All.FirstOrDefault(known => known.Name == name) is { } example) return example;
        var names = FederationExample.All.Select(known => known.Name).ToList();
        throw new UsageException(NearWord.Of(name, names) is { } near
            ? $"--example: there is no example '{name}'; did you mean '{near}'?"
            : $"--example: there is no example '{name}'; known are {string.Join(", ", names)}");
    }
}
