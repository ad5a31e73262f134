using System.CommandLine;
using Crosspath.Cli.Inputs;
using Crosspath.Cli.Output;

namespace Crosspath.Cli.Commands.Stores;

/// <summary><c>crosspath stores show</c>.</summary>
internal static class StoresShowCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var name = StoreArgument.Create("NAME", "The store, today's or with @DATE that of a day.");
        var catalog = new CatalogOption();
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("show", "Show one version of a store: its anchors, and what their trust is limited to.") { name, json };
        catalog.AddTo(command);
        command.SetAction(line =>
        {
            var shelf = new StoreShelf(catalog.Open(line), new InputReport(terminal));
            var (history, version) = StoreArgument.Read(line.GetValue(name)!, shelf);
            using var output = terminal.OpenText();
            if (line.GetValue(json)) StoresJson.WriteVersion(history, version, shelf.Catalog.Find, output.BaseStream);
            else StoresText.WriteVersion(history, version, shelf.Catalog.Find, output);
            return ExitCode.Yes;
        });
        return command;
    }
}
