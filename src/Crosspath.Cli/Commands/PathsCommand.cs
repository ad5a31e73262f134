using System.CommandLine;
using Crosspath.Cli.Output;
using Crosspath.Paths;
using Crosspath.Paths.Explanation;
using Crosspath.X509;

namespace Crosspath.Cli.Commands;

/// <summary><c>crosspath paths</c>: every trust path of a certificate, and why those that are not valid are not.</summary>
internal static class PathsCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var options = new PathsOptions();
        var command = new Command("paths", """
            Find every path from a certificate to every anchor: which are valid and until when, why the others are not.

            Examples:
              crosspath paths leaf.pem                                  against the operating system's roots
              crosspath paths leaf.pem --roots roots.pem --with pool/   against roots and intermediates of your own
              crosspath paths leaf.pem --at 2021-10-01 --explain        on another day, with reasons and remedies
              crosspath paths ca.pem --count --json                     how many, without listing them

            Exit code: 0 with a valid path, 1 without, 2 for unusable input, 3 when it could not finish.
            """);
        options.AddTo(command);
        command.SetAction((line, cancellation) => Task.FromResult(Run(options.Read(line), cancellation)));
        return command;
    }

    private static int Run(PathsRequest request, CancellationToken cancellation)
    {
        var paths = new TrustPaths(BuildGraph(request, cancellation), request.Anchors);
        var anyValid = false;
        using var output = new StreamWriter(Console.OpenStandardOutput(), bufferSize: 1 << 16);
        foreach (var target in request.Targets)
        {
            cancellation.ThrowIfCancellationRequested();
            anyValid |= Answer(request, paths, target, output, cancellation);
        }
        if (request.IsStrict && request.Report.Unreadable > 0) return ExitCode.BadInput;
        return anyValid ? ExitCode.Yes : ExitCode.No;
    }

    private static bool Answer(
        PathsRequest request, TrustPaths paths, Certificate target, StreamWriter output, CancellationToken cancellation)
    {
        var query = request.Query with { Target = target };
        var answer = new PathsAnswer(paths, query, paths.Count(query, cancellation))
        {
            Listing = request.Format.IsCountOnly ? null : paths.Find(query, cancellation),
            Explanation = request.Format.IsExplained ? PathExplanation.Of(paths, query, cancellation) : null,
        };
        var anyValid = request.Format.IsJson
            ? PathsJson.Write(answer, request.Format.IsEach, output)
            : PathsText.Write(answer, output);
        foreach (var (kind, file) in request.Format.Pictures) Picture.Write(answer, kind, file);
        return anyValid || answer.Counts.ValidPaths > 0;
    }

    private static TrustGraph BuildGraph(PathsRequest request, CancellationToken cancellation)
    {
        using var progress = new ProgressLine("signatures verified");
        var options = new GraphOptions { Memory = request.Verdicts?.Read(), Progress = progress };
        var graph = TrustGraph.Build(request.Certificates, options, cancellation);
        if (options.Memory is { HasNew: true } memory) request.Verdicts!.Write(memory);
        if (graph.Exhausted is { } budget)
            Console.Error.WriteLine($"crosspath: too many CAs of one name: {budget}, some issuers are not settled");
        return graph;
    }
}
