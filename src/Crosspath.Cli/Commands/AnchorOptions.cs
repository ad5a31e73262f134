using System.CommandLine;
using Crosspath.Cli.Inputs;
using Crosspath.Paths;

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
        Description = "Trust the anchors of a store: 'system' is the operating system's. The default without --roots.",
        HelpName = "NAME",
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_roots);
        command.Options.Add(_stores);
    }

    /// <summary>The anchors that a command line names.</summary>
    /// <exception cref="UsageException">A file or a store cannot be used.</exception>
    public IReadOnlyList<TrustAnchor> Read(ParseResult line, InputReport report)
    {
        var roots = line.GetValue(_roots) ?? [];
        var stores = line.GetValue(_stores) ?? [];
        if (roots.Length == 0 && stores.Length == 0) stores = [SystemStore.Name];
        var anchors = new List<TrustAnchor>();
        if (roots.Length > 0)
            anchors.AddRange(CertificateInput.Read(roots, report).Certificates.Select(root => new TrustAnchor(root)));
        foreach (var store in stores) anchors.AddRange(ReadStore(store, report));
        return anchors;
    }

    private static IEnumerable<TrustAnchor> ReadStore(string name, InputReport report) => name == SystemStore.Name
        ? SystemStore.Read(report).Select(root => new TrustAnchor(root, [SystemStore.Name]))
        : throw new UsageException($"--store: there is no store '{name}'; known is '{SystemStore.Name}', or use --roots FILE");
}
