using System.CommandLine;
using Crosspath.Authority.Revocation;
using Crosspath.Cli.Inputs;
using Crosspath.Cli.Output;
using Crosspath.X509;

namespace Crosspath.Cli.Commands;

/// <summary><c>crosspath revoke</c>: the next revocation list of a CA, complete and delta.</summary>
internal static class RevokeCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var options = new RevokeOptions();
        var command = options.AddTo(new Command("revoke", """
            Revoke certificates of a CA, and issue its next revocation list. Without certificates, renew the list.

            The list in the file is the memory: it is read, verified, added to, and replaced in one move. Two runs at the same
            time wait for each other.

            Examples:
              crosspath revoke cross.pem --issuer ours.pem --key ours.key --crl ours.crl --reason superseded
              crosspath revoke --serial 4f1a --issuer ours.pem --key ours.key --crl ours.crl --delta ours-delta.crl
              crosspath revoke --issuer ours.pem --key ours.key --crl ours.crl --days 7

            Exit code: 0 issued, 2 refused or unusable input, 3 when another run holds the list.
            """));
        command.SetAction(line => Run(line, options, terminal));
        return command;
    }

    private static int Run(ParseResult line, RevokeOptions options, Terminal terminal)
    {
        options.Check(line);
        var report = new InputReport(terminal);
        CheckPlaces(line, options);
        var path = options.ListFile(line);
        using var guard = FileGuard.Take(path);
        if (guard is null)
        {
            terminal.Error.WriteLine($"crosspath: {path}: another run is at it; try again");
            return ExitCode.Unfinished;
        }
        var request = options.Request(line, report, TimeProvider.System.GetUtcNow());
        switch (Issue(line, options, request, terminal))
        {
            case RevocationResult.Issued issued:
                Write(issued, path, options.DeltaFile(line));
                RevocationList[] lists = issued.Delta is { } delta ? [issued.Complete, delta] : [issued.Complete];
                Show(lists, issued.Notes, options.IsJson(line), terminal);
                return ExitCode.Yes;
            case RevocationResult.Planned planned:
                if (options.TbsFile(line) is { } tbs) OutputFiles.Write(tbs, planned.SignedPart.ToArray());
                Show(
                    [planned.Preview], planned.Notes.Add("nothing was signed (--dry-run)"), options.IsJson(line),
                        terminal);
                return ExitCode.Yes;
            case RevocationResult.Refused refused:
                throw new UsageException("refused: " + string.Join("; ", refused.Reasons));
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static RevocationResult Issue(
        ParseResult line, RevokeOptions options, RevocationRequest request, Terminal terminal)
    {
        var form = options.Form(line);
        if (options.IsDryRun(line)) return RevocationIssuing.Plan(request, form);
        if (options.SignatureFile(line) is { } signature)
        {
            return RevocationIssuing.Complete(
                request, WholeFile.Read("--tbs", options.TbsFile(line)!), WholeFile.Read("--signature", signature));
        }
        using var key = options.Key(line).Open(request.Issuer.PublicKeyInfo, form, terminal.Error);
        return RevocationIssuing.Issue(request, key);
    }

    private static void CheckPlaces(ParseResult line, RevokeOptions options)
    {
        OutputFiles.CheckPlace("--crl", options.ListFile(line), mayReplace: true);
        if (options.DeltaFile(line) is { } delta) OutputFiles.CheckPlace("--delta", delta, mayReplace: true);
        if (options.IsDryRun(line) && options.TbsFile(line) is { } tbs)
            OutputFiles.CheckPlace("--tbs", tbs, mayReplace: true);
    }

    // The complete list first: beside it an older delta list says nothing wrong.
    private static void Write(RevocationResult.Issued issued, string path, string? delta)
    {
        var files = new OutputFiles();
        files.Add(path, RevocationFile.Encode(issued.Complete, path));
        if (delta is not null) files.Add(delta, RevocationFile.Encode(issued.Delta!, delta));
        files.Write();
    }

    private static void Show(
        RevocationList[] lists, IEnumerable<string> notes, bool isJson, Terminal terminal)
    {
        foreach (var note in notes) terminal.Error.WriteLine($"crosspath: {Printable.Text(note)}");
        using IInspectionWriter writer = isJson
            ? new InspectJson(terminal.Output)
            : new InspectText(terminal.OpenText(), withTree: false);
        foreach (var list in lists) writer.Write(list);
    }
}
