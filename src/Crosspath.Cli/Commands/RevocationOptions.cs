using System.Collections.Immutable;
using System.CommandLine;
using Crosspath.Cli.Inputs;
using Crosspath.Paths;
using Crosspath.Stores;
using Crosspath.Stores.Formats;
using Crosspath.Stores.Revocation;
using Crosspath.X509;

namespace Crosspath.Cli.Commands;

/// <summary>What is known to be revoked or blocked: <c>--crl</c> and <c>--blocklist</c>.</summary>
internal sealed class RevocationOptions
{
    private const int MostWarnings = 20;

    private readonly Option<string[]> _crls = new("--crl")
    {
        Description = "Revocation lists of the CAs: what they revoke counts for every store, from its day on.",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string[]> _blocklists = new("--blocklist")
    {
        Description = "A programme's blocklist (OneCRL, CRLSet, Microsoft's disallowed certificates, Apple's, or lines of "
            + "SHA-256): counts for the stores whose clients honour it. FILE@DATE where the list does not say its day.",
        HelpName = "FILE[@DATE]",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string[]> _ocsp = new("--ocsp")
    {
        Description = "OCSP responses (DER) of the CAs: what they revoke counts for every store, from its day on.",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<bool> _unsigned = new("--unsigned") { Description = "Use a signed blocklist although its signature is not good." };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        Option[] all = [_crls, _ocsp, _blocklists, _unsigned];
        foreach (var option in all) command.Options.Add(option);
    }

    /// <summary>A history with the distrust that the options name.</summary>
    /// <exception cref="UsageException">A file cannot be used.</exception>
    public TrustHistory Apply(ParseResult line, TrustGraph graph, TrustHistory history, InputReport report)
    {
        var distrusts = history.Distrusts.ToBuilder();
        if (line.GetValue(_crls) is { Length: > 0 } crls)
        {
            var reading = RevocationListResolver.Resolve(CertificateInput.Read(crls, report).RevocationLists, graph);
            Warn("--crl", reading.Problems, report);
            distrusts.AddRange(reading.Distrusts);
        }
        if (line.GetValue(_ocsp) is { Length: > 0 } responses)
        {
            var reading = OcspResolver.Resolve([.. responses.Select(file => (file, ReadOcsp(file)))], graph);
            Warn("--ocsp", reading.Problems, report);
            distrusts.AddRange(reading.Distrusts);
        }
        foreach (var file in line.GetValue(_blocklists) ?? [])
        {
            var list = ReadBlocklist(file, line.GetValue(_unsigned), report);
            foreach (var period in BlocklistResolver.Resolve(list, graph.Certificates))
                distrusts.AddRange(ByStore(period, history.Stores));
        }
        return history with { Distrusts = distrusts.ToImmutable() };
    }

    // A list is honoured by a program's clients; the history may have the program's store under several names.
    private static IEnumerable<DistrustPeriod> ByStore(DistrustPeriod period, ImmutableArray<string> stores) =>
        period.Store is not { } program
            ? [period]
            : stores.Where(store => StoreAliases.IsOf(store, program)).Select(store => period with { Store = store });

    private static Blocklist ReadBlocklist(string argument, bool mayBeUnsigned, InputReport report)
    {
        var (file, date) = Split(argument);
        if (!BlocklistFiles.TryRead(ReadFile("--blocklist", file), file, out var list, out var problem)) throw new UsageException($"--blocklist: {problem}");
        if (list.Unsigned is { } reason && !mayBeUnsigned)
            throw new UsageException($"--blocklist: {file}: {reason}; to use it all the same, say --unsigned");
        Warn(file, list.Problems, report);
        return date is null ? list : list with { Date = date };
    }

    private static OcspResponse ReadOcsp(string file) =>
        OcspResponse.TryRead(ReadFile("--ocsp", file), out var response, out var problem)
            ? response
            : throw new UsageException($"--ocsp: {file}: {problem}");

    private static byte[] ReadFile(string option, string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{option}: {file}: {(e is FileNotFoundException ? "the file does not exist" : e.Message)}");
        }
    }

    private static (string File, DateTimeOffset? Date) Split(string argument)
    {
        var at = argument.LastIndexOf('@');
        return at > 0 && TimeArgument.TryParse(argument[(at + 1)..], out var date) ? (argument[..at], date) : (argument, null);
    }

    private static void Warn(string what, ImmutableArray<StoreProblem> problems, InputReport report)
    {
        foreach (var problem in problems.Take(MostWarnings)) report.Note($"{what}: {problem.Place}: {problem.Reason}; left out");
        if (problems.Length > MostWarnings) report.Note($"{what}: {problems.Length - MostWarnings} more are left out");
    }
}
