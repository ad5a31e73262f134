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
        var report = new InputReport(terminal);
        var (path, delta) = (options.ListFile(line), options.DeltaFile(line));
        OutputFiles.CheckPlace("--crl", path, mayReplace: true);
        if (delta is not null) OutputFiles.CheckPlace("--delta", delta, mayReplace: true);
        using var guard = FileGuard.Take(path);
        if (guard is null)
        {
            terminal.Error.WriteLine($"crosspath: {path}: another run is at it; try again");
            return ExitCode.Unfinished;
        }
        var request = options.Request(line, report, TimeProvider.System.GetUtcNow());
        using var key = options.Key(line).Open(request.Issuer.PublicKeyInfo, options.Form(line), terminal.Error);
        switch (RevocationIssuing.Issue(request, key))
        {
            case RevocationResult.Issued issued:
                Write(issued, path, delta);
                Show(issued, options.IsJson(line), terminal);
                return ExitCode.Yes;
            case RevocationResult.Refused refused:
                throw new UsageException("refused: " + string.Join("; ", refused.Reasons));
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    // The complete list first: beside it an older delta list says nothing wrong.
    private static void Write(RevocationResult.Issued issued, string path, string? delta)
    {
        var files = new OutputFiles();
        files.Add(path, RevocationFile.Encode(issued.Complete, path));
        if (delta is not null) files.Add(delta, RevocationFile.Encode(issued.Delta!, delta));
        files.Write();
    }

    private static void Show(RevocationResult.Issued issued, bool isJson, Terminal terminal)
    {
        foreach (var note in issued.Notes) terminal.Error.WriteLine($"crosspath: {Printable.Text(note)}");
        RevocationList[] lists = issued.Delta is { } delta ? [issued.Complete, delta] : [issued.Complete];
        using IInspectionWriter writer = isJson
            ? new InspectJson(terminal.Output)
            : new InspectText(terminal.OpenText(), withTree: false);
        foreach (var list in lists) writer.Write(list);
    }
}
