using System.CommandLine;
using Crosspath.Cli.Inputs;
using Crosspath.Cli.Output;
using Crosspath.Stores;

namespace Crosspath.Cli.Commands.Stores;

/// <summary><c>crosspath stores list</c>.</summary>
internal static class StoresListCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "One store, to list its versions.", Arity = ArgumentArity.ZeroOrOne };
        var catalog = new CatalogOption();
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("list", "List the stores of the catalogue, or the versions of one.") { name, json };
        catalog.AddTo(command);
        command.SetAction(line =>
        {
            var shelf = new StoreShelf(catalog.Open(line), new InputReport(terminal));
            StoreHistory[] histories = line.GetValue(name) is { } one
                ? [shelf.History(one)]
                : [.. shelf.Catalog.StoreNames.Select(shelf.History)];
            using var output = terminal.OpenText();
            if (line.GetValue(json)) StoresJson.WriteList(histories, output.BaseStream);
            else if (line.GetValue(name) is not null) StoresText.WriteVersions(histories[0], output);
            else StoresText.WriteList(shelf.Catalog.Folder, histories, output);
            return ExitCode.Yes;
        });
        return command;
    }
}
