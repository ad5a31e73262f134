using System.CommandLine;
using System.Globalization;
using System.Net;
using Crosspath.Authority.Demos;
using Crosspath.Cli.Output;
using Crosspath.Paths;
using Crosspath.Stores.Catalog;
using Crosspath.Web;
using Crosspath.X509.Der;

namespace Crosspath.Cli.Commands;

/// <summary><c>crosspath demo</c>: a small cross-signed PKI to try everything on.</summary>
internal static class DemoCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var kind = new Argument<string>("KIND")
        {
            Description = "One of: " + string.Join(", ", DemoKind.All.Select(known => known.Name)),
            Arity = ArgumentArity.ZeroOrOne,
        };
        var folder = new Option<string>("--out") { Description = "Where to leave the files (default: crosspath-demo-KIND).", HelpName = "DIR" };
        var layers = NumberOption.Create("--layers", "Layers of a mesh (default: 4).");
        var width = NumberOption.Create("--width", "CAs in each layer of a mesh (default: 3).", "K");
        var open = new Option<bool>("--open") { Description = "Serve the demo on this machine, and show it in the explorer." };
        var command = new Command("demo", $"""
            Make a small cross-signed PKI with fresh test keys, walk through its paths, and leave its files for every other
            command to be tried on.

            Kinds:
            {string.Join('\n', Kinds)}

            Examples:
              crosspath demo dst-x3-2021
              crosspath demo mesh --layers 12 --width 8 --out mesh
              crosspath demo partitions --open
            """) { kind, folder, layers, width, open };
        command.SetAction(async (line, cancellation) =>
        {
            DemoPki demo;
            using (var output = terminal.OpenText())
            {
                if (line.GetValue(kind) is not { } name) return ListKinds(output);
                demo = Make(name, line.GetValue(layers), line.GetValue(width));
                var code = Run(demo, line.GetValue(folder) ?? $"crosspath-demo-{name}", output);
                if (!line.GetValue(open)) return code;
            }
            return await Serve(demo, terminal, cancellation).ConfigureAwait(false);
        });
        return command;
    }

    // On a free port: somebody's server may run already.
    private static Task<int> Serve(DemoPki demo, Terminal terminal, CancellationToken cancellation) => ServeCommand.Run(
        new ServerOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0), Demo = demo },
        log => new Holdings([], demo.Roots, new StoreShelf(new StoreCatalog(StoreCatalog.DefaultFolder), log), []),
        terminal, cancellation, isOpened: true);

    private static IEnumerable<string> Kinds => DemoKind.All.Select(known => $"  {known.Name,-12} {known.Summary}");

    private static int ListKinds(StreamWriter output)
    {
        output.WriteLine("Kinds of demos:\n");
        foreach (var kind in Kinds) output.WriteLine(kind);
        output.WriteLine($"\nTry: crosspath demo {DemoKind.All[0].Name}");
        return ExitCode.Yes;
    }

    private static DemoPki Make(string kind, int? layers, int? width)
    {
        try
        {
            return DemoPki.Create(kind, TimeProvider.System.GetUtcNow(), (layers ?? 4, width ?? 3));
        }
        catch (ArgumentException e)
        {
            throw new UsageException($"{e.Message.Split(" (Parameter")[0]} See: crosspath demo --help");
        }
    }

    private static int Run(DemoPki demo, string folder, StreamWriter output)
    {
        if (DemoFiles.Write(demo, folder) is { } problem) throw new UsageException(problem);
        output.WriteLine($"{demo.Kind.Name}: {demo.Kind.Summary}\n");
        output.WriteLine(demo.Story);
        var graph = TrustGraph.Build([demo.Leaf, .. demo.Intermediates, .. demo.Roots]);
        var paths = new TrustPaths(graph, demo.Roots.Select(root => new TrustAnchor(root)));
        foreach (var question in demo.Questions)
        {
            output.WriteLine($"\n# {question.Text}");
            output.WriteLine($"$ crosspath paths {Arguments(question, folder)}");
            var query = new PathQuery(demo.Leaf, question.At ?? TimeProvider.System.GetUtcNow())
            {
                Policies = question.Policy is { } policy ? [ObjectIdentifier.Parse(policy)] : [],
                RequireExplicitPolicy = question.Policy is not null,
            };
            PathsText.Write(
                new PathsAnswer(paths, query, paths.Count(query)) { Listing = question.IsCount ? null : paths.Find(query) },
                output);
        }
        output.WriteLine($"\nThe files are in {folder}. Try next:");
        output.WriteLine($"  crosspath paths {Arguments(new DemoQuestion(""), folder)} --explain");
        output.WriteLine($"  crosspath paths {Arguments(new DemoQuestion(""), folder)} --svg paths.svg");
        output.WriteLine($"  crosspath timeline {Arguments(new DemoQuestion(""), folder)}");
        output.WriteLine($"  crosspath inspect {folder}/intermediates.pem");
        return ExitCode.Yes;
    }

    private static string Arguments(DemoQuestion question, string folder)
    {
        var at = question.At is { } time ? $" --at {time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : "";
        var policy = question.Policy is { } oid ? $" --policy {oid}" : "";
        return $"{folder}/leaf.pem --roots {folder}/roots.pem --with {folder}/intermediates.pem{at}{policy}{(question.IsCount ? " --count" : "")}";
    }
}
