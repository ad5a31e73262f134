using System.CommandLine;
using Crosspath.Cli.Inputs;
using Crosspath.Paths;
using Crosspath.Stores;

namespace Crosspath.Cli.Commands;

/// <summary>Who is trusted, as every command that asks for paths is told: <c>--roots</c> and <c>--store</c>.</summary>
internal sealed class AnchorOptions
{
    private readonly Option<string[]> _roots = new("--roots")
    {
        Description = "Trust the certificates in FILE, for all purposes and at any time. May be repeated.",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string[]> _stores = new("--store")
    {
        Description = "Trust the anchors of a store: NAME as it was at the time in question, or NAME@DATE; 'system' is the "
            + "operating system's. Default without --roots: every store of the catalogue, or 'system' when that is empty.",
        HelpName = "NAME[@DATE]",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly CatalogOption _catalog = new();

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_roots);
        command.Options.Add(_stores);
        _catalog.AddTo(command);
    }

    /// <summary>Who is trusted, and when, as a command line names it.</summary>
    /// <exception cref="UsageException">A file or a store cannot be used.</exception>
    public TrustHistory Read(ParseResult line, Purpose purpose, InputReport report)
    {
        var files = line.GetValue(_roots) ?? [];
        var choices = StoreChoice.Parse(line.GetValue(_stores) ?? []).ToArray();
        var roots = TrustHistory.Constant(
            CertificateInput.Read(files, report).Certificates.DistinctBy(root => root.Fingerprint).Select(root => new TrustAnchor(root)));
        if (files.Length > 0 && choices.Length == 0) return roots;
        return roots.With(new StoreShelf(_catalog.Open(line), report).Read(choices, purpose));
    }

    /// <summary>Whether the command line names any.</summary>
    public bool AreNamed(ParseResult line) => line.GetValue(_roots) is { Length: > 0 } || line.GetValue(_stores) is { Length: > 0 };

    /// <summary>One store on a day, as though it had always been so, and the day: that which is named, that of the version
    /// that is named, or today.</summary>
    /// <exception cref="UsageException">There is no such store.</exception>
    public (TrustHistory History, DateTimeOffset Day) ReadStore(ParseResult line, string text, Purpose purpose, InputReport report)
    {
        var shelf = new StoreShelf(_catalog.Open(line), report);
        var (_, version) = Stores.StoreArgument.Read(text, shelf);
        var at = StoreChoice.Parse([text]).First().At;
        var day = at is null ? TimeProvider.System.GetUtcNow()
            : TimeArgument.TryParse(at, out var named) ? named
            : version.Date ?? TimeProvider.System.GetUtcNow();
        return (StoreHistory.Constant(version, purpose, shelf.Catalog.Find), day);
    }
}
