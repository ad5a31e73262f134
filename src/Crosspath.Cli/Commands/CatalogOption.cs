using System.CommandLine;
using Crosspath.Stores.Catalog;

namespace Crosspath.Cli.Commands;

/// <summary><c>--catalog</c>: where the user's stores lie.</summary>
internal sealed class CatalogOption
{
    private readonly Option<string> _folder = new("--catalog")
    {
        Description = "The catalogue of stores (default: crosspath/catalog in your data folder, XDG_DATA_HOME).",
        HelpName = "DIR",
    };

    public void AddTo(Command command) => command.Options.Add(_folder);

    /// <summary>Opens the catalogue, which may be empty.</summary>
    public StoreCatalog Open(ParseResult line) => new(line.GetValue(_folder) is { Length: > 0 } folder ? folder : StoreCatalog.DefaultFolder);
}
