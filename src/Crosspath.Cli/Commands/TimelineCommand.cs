using System.CommandLine;
using Crosspath.Cli.Inputs;
using Crosspath.Cli.Output;
using Crosspath.Paths.Timelines;

namespace Crosspath.Cli.Commands;

/// <summary><c>crosspath timeline</c>: since when and until when a certificate is trusted, store by store.</summary>
internal static class TimelineCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var targets = new Argument<string[]>("TARGET")
        {
            Description = "A file whose first certificate is in question; further ones in it serve as intermediates. "
                + "'-' reads standard input; host:port asks a live server.",
            Arity = ArgumentArity.OneOrMore,
        };
        var options = new TrustOptions();
        var endpoints = new EndpointOptions();
        var all = new Option<bool>("--all") { Description = "Take every certificate of every TARGET as a target of its own: one line each." };
        var svg = new Option<string>("--svg") { Description = "Draw the timeline.", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Print JSON; with --all one document a line." };
        var command = new Command("timeline", """
            Say when a certificate was, is and will be trusted: for each store the intervals in which at least one valid path
            exists, how many there are, the gaps, and what ends the last one.

            Examples:
              crosspath timeline r3.pem --with pool/                          against every store of the catalogue
              crosspath timeline leaf.pem --with pool/ --store nss,apple      against two of them
              crosspath timeline leaf.pem --roots roots.pem --svg time.svg    against anchors of your own, drawn
              crosspath timeline ca.pem.gz --all --store nss --json           of everything in a file

            Exit code: 0 when it was trusted at any time, 1 when never.
            """) { targets };
        options.AddTo(command);
        endpoints.AddTo(command);
        Option[] others = [all, svg, json];
        foreach (var option in others) command.Options.Add(option);
        command.SetAction((line, cancellation) =>
        {
            var report = new InputReport(terminal);
            var read = CertificateInput.Read(
                line.GetValue(targets)!, report, endpoints.Read(line, cancellation)).Certificates;
            if (read.Count == 0) throw new UsageException("TARGET holds revocation lists but no certificate");
            if (line.GetValue(all) && line.GetValue(svg) is not null) throw new UsageException("--all answers for many targets; a picture shows one");
            var input = options.Read(line, read, terminal, report, cancellation);
            var question = new TimelineQuestion { Purpose = input.Purpose, AnchorChecks = input.AnchorChecks };
            var timelines = new TrustTimelines(input.Graph, input.History, question);
            using var output = terminal.OpenText();
            if (line.GetValue(all))
                return Task.FromResult(input.ExitCodeOr(WriteAll(timelines, read, line.GetValue(json), output, cancellation)));
            var answer = TimelineAnswer.Of(timelines, timelines.Of(read[0], cancellation), cancellation);
            if (line.GetValue(svg) is { } file) WriteSvg(file, answer);
            if (line.GetValue(json)) TimelineJson.Write(answer, output.BaseStream, isLine: false);
            else TimelineText.Write(answer, output);
            return Task.FromResult(input.ExitCodeOr(answer.Timeline.LastChainDies is null ? ExitCode.No : ExitCode.Yes));
        });
        return command;
    }

    private static int WriteAll(
        TrustTimelines timelines, IReadOnlyList<X509.Certificate> targets, bool isJson, StreamWriter output,
        CancellationToken cancellation)
    {
        var trusted = 0;
        foreach (var timeline in timelines.Of(targets, cancellation))
        {
            if (timeline.LastChainDies is not null) trusted++;
            if (isJson) TimelineJson.Write(TimelineAnswer.Short(timelines, timeline), output.BaseStream, isLine: true);
            else TimelineText.WriteLine(timeline, output);
        }
        if (!isJson) output.WriteLine($"\n{trusted} of {targets.Count} certificates were trusted at some time");
        return trusted > 0 ? ExitCode.Yes : ExitCode.No;
    }

    private static void WriteSvg(string file, TimelineAnswer answer)
    {
        using var picture = new PictureFile(PictureKind.Svg, file);
        picture.Write(TimelineSvg.Draw(answer));
    }
}
