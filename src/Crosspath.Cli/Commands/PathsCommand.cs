using System.CommandLine;
using Crosspath.Cli.Inputs;
using Crosspath.Cli.Output;
using Crosspath.Fetch.Collateral;
using Crosspath.Paths;
using Crosspath.Paths.Explanation;
using Crosspath.X509;

namespace Crosspath.Cli.Commands;

/// <summary><c>crosspath paths</c>: every trust path of a certificate, and why those that are not valid are not.</summary>
internal static class PathsCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var options = new PathsOptions();
        var command = new Command("paths", """
            Find every path from a certificate to every anchor: which are valid and until when, why the others are not.

            Examples:
              crosspath paths leaf.pem                                  against the operating system's roots
              crosspath paths leaf.pem --roots roots.pem --with pool/   against roots and intermediates of your own
              crosspath paths leaf.pem --at 2021-10-01 --explain        on another day, with reasons and remedies
              crosspath paths example.org:443                           what a live server serves
              crosspath paths leaf.pem --fetch all                      with issuers and revocation where it says
              crosspath paths --hosts hosts.txt --json                  of many, a line each
              crosspath paths ca.pem --count --json                     how many, without listing them

            Exit code: 0 with a valid path, 1 without, 2 for unusable input, 3 when it could not finish.
            """);
        options.AddTo(command);
        command.SetAction(async (line, cancellation) =>
        {
            var request = options.Read(line, terminal, cancellation);
            using var collateral = request.Collateral;
            return request.Hosts is { } hosts
                ? await new HostsRun(request, hosts, terminal).Run(cancellation).ConfigureAwait(false)
                : await Run(request, terminal, cancellation).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<int> Run(PathsRequest request, Terminal terminal, CancellationToken cancellation)
    {
        var pictures = new List<PictureFile>();
        try
        {
            foreach (var (kind, file) in request.Format.Pictures) pictures.Add(new PictureFile(kind, file));
            var fetched = FetchedCollateral.Empty;
            if (request.Collateral is { } collateral)
            {
                fetched = await collateral.Gather(request.Targets, request.Certificates, cancellation)
                    .ConfigureAwait(false);
            }
            request = request.With(fetched);
            var graph = GraphInput.Build(
                [.. request.Certificates, .. fetched.Certificates], request.Verdicts, terminal, cancellation);
            var paths = new TrustPaths(
                graph,
                request.History.AnchorsAt(request.Query.At),
                [.. request.History.DistrustsAt(request.Query.At), .. request.FetchedDistrusts(fetched, graph)]);
            using var output = terminal.OpenText();
            var anyValid = false;
            foreach (var target in request.Targets)
            {
                cancellation.ThrowIfCancellationRequested();
                var answer = Ask(request, paths, target, cancellation);
                anyValid |= Write(answer, request.Format, output);
                if (pictures.Count == 0) continue;
                var drawing = PathDrawing.Of(answer);
                foreach (var picture in pictures) picture.Write(Picture.Draw(drawing, picture.Kind));
            }
            if (request.IsStrict && request.Report.Unreadable > 0) return ExitCode.BadInput;
            return anyValid ? ExitCode.Yes : ExitCode.No;
        }
        finally
        {
            foreach (var picture in pictures) picture.Dispose();
        }
    }

    private static PathsAnswer Ask(
        PathsRequest request, TrustPaths paths, Certificate target, CancellationToken cancellation)
    {
        var query = request.Query with { Target = target };
        return new PathsAnswer(paths, query, paths.Count(query, cancellation))
        {
            Formers = new FormerAnchors(request.History),
            Listing = request.Format.IsCountOnly ? null : paths.Find(query, cancellation),
            Explanation = request.Format.IsExplained ? PathExplanation.Of(paths, query, cancellation) : null,
        };
    }

    private static bool Write(PathsAnswer answer, PathsFormat format, StreamWriter output)
    {
        bool anyValid;
        if (format.Drawn is { } kind)
        {
            var drawing = PathDrawing.Of(answer);
            output.Write(Picture.Draw(drawing, kind));
            anyValid = drawing.HasValidPath;
        }
        else
        {
            anyValid = format.IsJson
                ? PathsJson.Write(answer, format.IsEach, output)
                : PathsText.Write(answer, output);
        }
        return anyValid || answer.Counts.ValidPaths > 0;
    }
}
