using System.CommandLine;
using System.Globalization;
using Crosspath.Census.Ingest;
using Crosspath.Census.Sources;
using Crosspath.Cli.Output;

namespace Crosspath.Cli.Commands;

/// <summary><c>crosspath ingest</c>: fills a corpus.</summary>
internal static class IngestCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var sources = new Argument<string[]>("SOURCE")
        {
            Description = "A file of certificates in any form, a folder of such, or '-' for standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        var corpus = CorpusOption.Create();
        var shard = new Option<string>("--shard")
        {
            Description = "Take only every nth piece of the input, beginning with the ith: so that n processes share the work.",
            HelpName = "i/n",
        };
        var strict = new Option<bool>("--strict") { Description = "Exit with 2 when any record cannot be read." };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("ingest", """
            Read certificates into a corpus, each once, with where and when it was seen. What is there already stays as it is, so
            the same command may be run again, also after it was interrupted.

            Examples:
              crosspath ingest certificates/ --corpus web.db                 a folder of certificate files
              crosspath ingest scan.pem.gz ccadb.csv --corpus web.db         several files into one corpus
              zcat *.der.gz | crosspath ingest - --corpus web.db             what another program writes

            Exit code: 0 when everything was read, 3 when a source or the corpus failed; then run the same command again.
            """) { sources };
        Option[] options = [corpus, shard, strict, json];
        foreach (var option in options) command.Options.Add(option);
        command.SetAction((line, cancellation) =>
        {
            var (part, parts) = ReadShard(line.GetValue(shard));
            using var open = CorpusOption.Open(line.GetValue(corpus)!, create: true);
            using var progress = new IngestProgress(terminal);
            var report = IngestRun.Of(
                open,
                line.GetValue(sources)!.Select(source => Open(source, terminal)),
                new IngestOptions { Shard = part, Shards = parts, Progress = progress, OnRejected = progress.Reject },
                cancellation);
            progress.Dispose();
            foreach (var failure in report.Failures) terminal.Error.WriteLine($"crosspath: {failure.Source}: {failure.Reason}");
            if (report.Read == 0 && report.Failures.IsEmpty)
                terminal.Error.WriteLine($"crosspath: there is no certificate in {string.Join(", ", line.GetValue(sources)!)}");
            using var output = terminal.OpenText();
            if (line.GetValue(json)) IngestOutput.WriteJson(report, output.BaseStream);
            else IngestOutput.WriteText(report, output);
            return Task.FromResult(ExitCodeOf(report, line.GetValue(strict)));
        });
        return command;
    }

    private static int ExitCodeOf(IngestReport report, bool isStrict) =>
        !report.Failures.IsEmpty ? ExitCode.Unfinished
        : report.Read == report.Rejected || (isStrict && report.Rejected > 0) ? ExitCode.BadInput
        : ExitCode.Yes;

    private static CertificateFileSource Open(string source, Terminal terminal)
    {
        if (source == "-") return new CertificateFileSource("-", terminal.Input);
        if (!File.Exists(source) && !Directory.Exists(source)) throw new UsageException($"{source} does not exist");
        return new CertificateFileSource(Path.GetFullPath(source));
    }

    private static (int Part, int Parts) ReadShard(string? text)
    {
        if (text is null) return (1, 1);
        var numbers = text.Split('/');
        if (numbers.Length == 2
            && int.TryParse(numbers[0], NumberStyles.None, CultureInfo.InvariantCulture, out var part)
            && int.TryParse(numbers[1], NumberStyles.None, CultureInfo.InvariantCulture, out var parts)
            && part >= 1 && part <= parts) return (part, parts);
        throw new UsageException($"--shard {text}: i/n is wanted, with i from 1 to n, such as 1/4");
    }
}
