using System.CommandLine;
using Crosspath.Cli.Inputs;
using Crosspath.Fetch.Collateral;
using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Cli.Commands;

/// <summary>The options that every command about trust over time has: anchors, intermediates, distrust, purpose.</summary>
internal sealed class TrustOptions
{
    private readonly AnchorOptions _anchors = new();
    private readonly Option<string[]> _with = Many("--with", "Certificates that may lie between. Files or folders.");
    private readonly Option<string[]> _corpus = Many("--corpus", "The same: the CAs of a corpus. TARGET may then be the fingerprint of any certificate in it.");
    private readonly RevocationOptions _revocations = new();
    private readonly FetchOptions _fetch = new();
    private readonly Option<string> _purpose = PurposeOption.Create();
    private readonly Option<string> _anchorDates = AnchorDatesOption.Create();
    private readonly Option<string> _verdicts = VerdictsOption.Create();
    private readonly Option<bool> _strict = new("--strict") { Description = "Exit with 2 when any part of the input cannot be read." };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        _anchors.AddTo(command);
        _revocations.AddTo(command);
        _fetch.AddTo(command);
        Option[] others = [_with, _corpus, _purpose, _anchorDates, _verdicts, _strict];
        foreach (var option in others) command.Options.Add(option);
    }

    /// <summary>Whether the command line names anchors.</summary>
    public bool NamesAnchors(ParseResult line) => _anchors.AreNamed(line);

    /// <summary>One store on a day, as though it had always been so, and the day.</summary>
    /// <exception cref="UsageException">There is no such store, or no day is named.</exception>
    public (TrustHistory History, DateTimeOffset Day) ReadStore(ParseResult line, string text, InputReport report) =>
        _anchors.ReadStore(line, text, PurposeOption.Read(line.GetValue(_purpose)), report);

    /// <summary>Reads the files that the options name, and links what is in them.</summary>
    /// <param name="line">The command line.</param>
    /// <param name="targets">The certificates in question, and others that came with them.</param>
    /// <param name="terminal">Where progress is shown.</param>
    /// <param name="report">Where unreadable input is told.</param>
    /// <param name="cancellation">Checked between signatures.</param>
    /// <param name="added">Certificates that a what-if adds.</param>
    /// <param name="history">Who is trusted, where the command knows it; null: as the options say.</param>
    /// <exception cref="UsageException">Something cannot be used.</exception>
    public TrustInput Read(
        ParseResult line, IEnumerable<Certificate> targets, Terminal terminal, InputReport report, CancellationToken cancellation,
        TrustHistory? history = null, IReadOnlyList<Certificate>? added = null)
    {
        var purpose = PurposeOption.Read(line.GetValue(_purpose));
        history ??= _anchors.Read(line, purpose, report);
        var pool = CertificateInput.Read([.. line.GetValue(_with) ?? [], .. line.GetValue(_corpus) ?? []], report);
        Certificate[] asked = [.. targets];
        using var collateral = _fetch.Read(line, report);
        Certificate[] atHand = [.. asked, .. pool.Certificates, .. history.Trusts.Select(trust => trust.Anchor)];
        // Commands are synchronous, the network is not; nothing here resumes on a context.
        var fetched = collateral?.Gather(asked, atHand, cancellation).GetAwaiter().GetResult()
            ?? FetchedCollateral.Empty;
        Certificate[] named = [.. atHand, .. fetched.Certificates];
        var verdicts = line.GetValue(_verdicts) is { } file ? new VerdictFile(file) : null;
        var graph = GraphInput.Build([.. named, .. added ?? []], verdicts, terminal, cancellation);
        history = _revocations.Apply(line, graph, history, report);
        if (collateral is not null)
        {
            history = history with
            {
                Distrusts =
                [
                    .. history.Distrusts, .. collateral.ListedDistrusts(fetched, graph),
                    .. collateral.Distrusts(fetched, graph),
                ],
            };
        }
        return new TrustInput(graph, history)
        {
            Named = named.Select(certificate => certificate.Fingerprint).ToHashSet(),
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
