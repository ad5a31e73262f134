using System.CommandLine;
using Crosspath.Cli.Inputs;
using Crosspath.Paths;
using Crosspath.Paths.Scenarios;
using Crosspath.X509;

namespace Crosspath.Cli.Commands;

/// <summary>The changes of a what-if.</summary>
internal sealed class ScenarioOptions
{
    private readonly Option<string[]> _distrust = Many("--distrust", "ID[@STORE[@DATE]]",
        "Distrust an anchor, in one store or everywhere; with DATE only for what was issued after it. ID is a file, a SHA-256 "
        + "of a certificate or key, or a name.");

    private readonly Option<string[]> _removeStore = Many("--remove-store", "NAME", "Take a store away.");
    private readonly Option<string[]> _revoke = Many("--revoke", "SHA256[@MECHANISM]",
        $"Revoke a certificate, for everybody or by a mechanism for those who honour it: {string.Join(", ", ScenarioWords.Mechanisms)}.");

    private readonly Option<string[]> _compromise = Many("--compromise", "KEYID",
        "Give a key to somebody else: all certificates of it, and all that it signed, are worthless.");

    private readonly Option<string[]> _add = Many("--add", "FILE", "Add certificates.");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        Option[] all = [_distrust, _removeStore, _revoke, _compromise, _add];
        foreach (var option in all) command.Options.Add(option);
    }

    /// <summary>The certificates that are added.</summary>
    public IReadOnlyList<Certificate> ReadAdded(ParseResult line, InputReport report) =>
        CertificateInput.Read(line.GetValue(_add) ?? [], report).Certificates;

    /// <summary>The changes.</summary>
    /// <exception cref="UsageException">Something is named that is not there.</exception>
    public Scenario Read(ParseResult line, TrustGraph graph, TrustHistory history, InputReport report)
    {
        var words = new ScenarioWords(graph, history, (what, text) => IdentityArgument.Find(what, text, graph, report))
        {
            IsWhole = File.Exists,
        };
        return new Scenario
        {
            Distrusted = [.. (line.GetValue(_distrust) ?? []).Select(text => words.Distrust("--distrust", text))],
            RemovedStores = [.. (line.GetValue(_removeStore) ?? []).Select(name => words.Store("--remove-store", name))],
            Revoked = [.. (line.GetValue(_revoke) ?? []).Select(text => words.Revocation("--revoke", text))],
            CompromisedKeys = [.. (line.GetValue(_compromise) ?? []).Select(id => words.Key("--compromise", id))],
        };
    }

    private static Option<string[]> Many(string name, string helpName, string description) => new(name)
    {
        Description = description,
        HelpName = helpName,
        AllowMultipleArgumentsPerToken = true,
    };
}
