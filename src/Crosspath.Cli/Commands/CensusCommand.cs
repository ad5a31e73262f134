using System.CommandLine;
using System.Text;
using Crosspath.Census.Analysis;
using Crosspath.Census.Corpora;
using Crosspath.Census.Owners;
using Crosspath.Census.Realms;
using Crosspath.Cli.Inputs;
using Crosspath.Cli.Output;
using Crosspath.Paths;

namespace Crosspath.Cli.Commands;

/// <summary><c>crosspath census</c>: every cross-sign of a corpus, classified.</summary>
internal sealed class CensusCommand
{
    private readonly Option<string> _corpus = CorpusOption.Create();
    private readonly AnchorOptions _anchors = new();
    private readonly RevocationOptions _revocations = new();

    private readonly Option<string[]> _owners = new("--owners")
    {
        Description = "Who owns which CA, as CSV: a report of the CCADB, or columns sha256, owner, as_of_first; and who bought "
            + "whom: actor, relation, related_actor, since.",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> _realms = new("--realms") { Description = "PKIs that are to stay apart, as YAML.", HelpName = "FILE" };

    private readonly Option<string> _compat = new("--compat")
    {
        Description = "Follow the rules of another study, faults included: ccs20.",
        HelpName = "RULES",
    };

    private readonly Option<bool> _delta = new("--delta") { Description = "Name every group that the rules of ccs20 see differently, and the rule that does it." };
    private readonly Option<bool> _list = new("--list") { Description = "List every group." };
    private readonly Option<string> _explain = new("--explain") { Description = "Say what the classification of a group rests on: a key id, its beginning, or a part of the name.", HelpName = "GROUP" };
    private readonly Option<string> _html = new("--html") { Description = "Write a report that opens in a browser, all in one file.", HelpName = "FILE" };
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON." };

    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var census = new CensusCommand();
        var command = new Command("census", """
            Find every cross-signed identity in a corpus, say what each cross-sign is for and what is wrong with it, and count the
            trust paths of all certificates.

            Examples:
              crosspath census --corpus web.db                                against every store of the catalogue
              crosspath census --corpus web.db --owners ccadb.csv --html report.html
              crosspath census --corpus web.db --store nss,apple --list --json
              crosspath census --corpus web.db --explain "DST Root CA X3"     what one classification rests on
              crosspath census --corpus web.db --compat ccs20 --delta         by the rules of the study of 2020

            Exit code: 0, and 1 when --explain finds no such group.
            """);
        command.Options.Add(census._corpus);
        census._anchors.AddTo(command);
        census._revocations.AddTo(command);
        Option[] options =
            [census._owners, census._realms, census._compat, census._delta, census._list, census._explain, census._html, census._json];
        foreach (var option in options) command.Options.Add(option);
        command.SetAction((line, cancellation) => Task.FromResult(census.Run(line, terminal, cancellation)));
        return command;
    }

    private int Run(ParseResult line, Terminal terminal, CancellationToken cancellation)
    {
        if (line.GetValue(_html) is { } html) OutputFiles.CheckPlace("--html", html, mayReplace: true);
        var report = new InputReport(terminal);
        using var corpus = CorpusOption.Open(line.GetValue(_corpus)!);
        using var progress = new CensusProgress(terminal);
        var question = new CensusQuestion
        {
            History = _anchors.Read(line, Purpose.Any, report),
            Revocations = (graph, history) => _revocations.Apply(line, graph, history, report),
            Owners = ReadOwners(line),
            Realms = line.GetValue(_realms) is { } realms ? RealmFile.Read(realms) : RealmBook.Empty,
            Rules = ReadRules(line.GetValue(_compat)),
            Progress = progress,
        };
        if (line.GetValue(_explain) is { } wanted) return Explain(corpus, question, wanted, terminal, cancellation);
        var census = CensusRun.Of(corpus, question, cancellation);
        var delta = line.GetValue(_delta) ? CensusDelta.Of(corpus, question, cancellation) : (IReadOnlyList<GroupDifference>?)null;
        progress.Dispose();
        if (line.GetValue(_html) is { } file) OutputFiles.Write(file, Encoding.UTF8.GetBytes(CensusHtml.Write(census, delta)));
        using var output = terminal.OpenText();
        if (line.GetValue(_json))
        {
            CensusJson.Write(census, delta, line.GetValue(_list), output.BaseStream);
            return ExitCode.Yes;
        }
        CensusText.Write(census, output);
        if (delta is not null) CensusText.WriteDelta(delta, output);
        foreach (var group in line.GetValue(_list) ? census.Groups : [])
        {
            output.WriteLine();
            CensusText.WriteGroup(group, output);
        }
        return ExitCode.Yes;
    }

    private static int Explain(
        ICorpus corpus, CensusQuestion question, string wanted, Terminal terminal, CancellationToken cancellation)
    {
        CrossSignGroup[] found = [.. CensusRun.GroupsOf(corpus, question, cancellation).Where(group =>
            group.KeyId.ToString().StartsWith(wanted, StringComparison.OrdinalIgnoreCase)
            || group.Subject.ToString().Contains(wanted, StringComparison.OrdinalIgnoreCase))];
        (question.Progress as IDisposable)?.Dispose();
        using var output = terminal.OpenText();
        foreach (var (index, group) in found.Index())
        {
            if (index > 0) output.WriteLine();
            CensusText.WriteGroup(group, output);
        }
        if (found.Length == 0) terminal.Error.WriteLine($"crosspath: no cross-signed identity has a key or a name with '{wanted}'");
        return found.Length > 0 ? ExitCode.Yes : ExitCode.No;
    }

    private OwnerBook ReadOwners(ParseResult line)
    {
        try
        {
            return OwnerBook.Read((line.GetValue(_owners) ?? [])
                .Select(file => (file, Encoding.UTF8.GetString(WholeFile.Read("--owners", file)))));
        }
        catch (FormatException e)
        {
            throw new UsageException($"--owners: {e.Message}");
        }
    }

    private static CensusRules ReadRules(string? compat) => compat switch
    {
        null or "default" => CensusRules.Default,
        "ccs20" => CensusRules.Ccs20,
        _ => throw new UsageException($"--compat {compat}: known are ccs20 and default"),
    };
}
