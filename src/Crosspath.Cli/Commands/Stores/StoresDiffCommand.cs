using System.CommandLine;
using Crosspath.Cli.Inputs;
using Crosspath.Cli.Output;

namespace Crosspath.Cli.Commands.Stores;

/// <summary><c>crosspath stores diff</c>: which anchors two versions of stores do not have in common.</summary>
internal static class StoresDiffCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var before = StoreArgument.Create("A", "One version of a store.");
        var after = StoreArgument.Create("B", "Another, of the same store or of another.");
        var catalog = new CatalogOption();
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("diff", """
            Compare two versions of stores, anchor by anchor: added, removed, limited otherwise. What that means for CAs below
            the anchors, through cross-signs, says: crosspath diff.

            Examples:
              crosspath stores diff nss@2020-01-01 nss@2021-01-01
              crosspath stores diff nss@2025-01-01 apple@2025-01-01
            """) { before, after, json };
        catalog.AddTo(command);
        command.SetAction(line =>
        {
            var shelf = new StoreShelf(catalog.Open(line), new InputReport(terminal));
            var (_, one) = StoreArgument.Read(line.GetValue(before)!, shelf);
            var (_, other) = StoreArgument.Read(line.GetValue(after)!, shelf);
            var difference = Crosspath.Stores.StoreDifference.Between(one, other, shelf.Catalog.Find);
            using var output = terminal.OpenText();
            if (line.GetValue(json)) StoresJson.WriteDifference(one, other, difference, shelf.Catalog.Find, output.BaseStream);
            else StoresText.WriteDifference(one, other, difference, shelf.Catalog.Find, output);
            return ExitCode.Yes;
        });
        return command;
    }
}
