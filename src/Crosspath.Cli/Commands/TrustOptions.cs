using System.CommandLine;
using Crosspath.Cli.Inputs;
using Crosspath.X509;

namespace Crosspath.Cli.Commands;

/// <summary>The options that every command about trust over time has: anchors, intermediates, distrust, purpose.</summary>
internal sealed class TrustOptions
{
    private readonly AnchorOptions _anchors = new();
    private readonly Option<string[]> _with = Many("--with", "Certificates that may lie between. Files or folders.");
    private readonly Option<string[]> _corpus = Many("--corpus", "The same: a collection of certificates.");
    private readonly Option<string> _purpose = PurposeOption.Create();
    private readonly Option<string> _anchorDates = AnchorDatesOption.Create();
    private readonly Option<string> _verdicts = VerdictsOption.Create();
    private readonly Option<bool> _strict = new("--strict") { Description = "Exit with 2 when any part of the input cannot be read." };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        _anchors.AddTo(command);
        Option[] others = [_with, _corpus, _purpose, _anchorDates, _verdicts, _strict];
        foreach (var option in others) command.Options.Add(option);
    }

    /// <summary>Reads the files that the options name, and links what is in them.</summary>
    /// <param name="line">The command line.</param>
    /// <param name="targets">The certificates in question, and others that came with them.</param>
    /// <param name="terminal">Where progress is shown.</param>
    /// <param name="report">Where unreadable input is told.</param>
    /// <param name="cancellation">Checked between signatures.</param>
    /// <exception cref="UsageException">Something cannot be used.</exception>
    public TrustInput Read(
        ParseResult line, IEnumerable<Certificate> targets, Terminal terminal, InputReport report, CancellationToken cancellation)
    {
        var purpose = PurposeOption.Read(line.GetValue(_purpose));
        var history = _anchors.Read(line, purpose, report);
        var pool = CertificateInput.Read([.. line.GetValue(_with) ?? [], .. line.GetValue(_corpus) ?? []], report);
        var certificates = targets.Concat(pool.Certificates).Concat(history.Trusts.Select(trust => trust.Anchor));
        var verdicts = line.GetValue(_verdicts) is { } file ? new VerdictFile(file) : null;
        var graph = GraphInput.Build([.. certificates], verdicts, terminal, cancellation);
        return new TrustInput(graph, history)
        {
            Purpose = purpose,
            AnchorChecks = AnchorDatesOption.Read(line.GetValue(_anchorDates)),
            Report = report,
            IsStrict = line.GetValue(_strict),
        };
    }

    private static Option<string[]> Many(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true,
    };
}
