using System.CommandLine;
using System.Net;
using Crosspath.Census.Analysis;
using Crosspath.Census.Corpora.Sqlite;
using Crosspath.Cli.Inputs;
using Crosspath.Paths;
using Crosspath.Web;
using Crosspath.Web.Worlds;
using Crosspath.X509;

namespace Crosspath.Cli.Commands;

/// <summary>The options of <c>crosspath serve</c>.</summary>
internal sealed class ServeOptions
{
    private const string DefaultAddress = "127.0.0.1:8480";
    private const int FewestTokenCharacters = 16;

    private readonly Option<string> _listen = new("--listen")
    {
        Description = $"Where to listen (default: {DefaultAddress}). Elsewhere than on the loopback it wants --token-file or --behind-proxy.",
        HelpName = "ADDRESS:PORT",
    };

    private readonly Option<string[]> _hosts = Many("--host", "NAME", "A name by which the server may be called, beside its address.");
    private readonly Option<string> _token = new("--token-file")
    {
        Description = "Answer only those who know what is in FILE: 16 characters or more.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _proxy = new("--behind-proxy") { Description = "A proxy before the server decides who may ask." };
    private readonly Option<string[]> _corpus = Many("--corpus", "CORPUS", "A corpus, of which the CA certificates are at hand; or files of certificates.");
    private readonly Option<string[]> _with = Many("--with", "FILE", "Certificates that may lie between. Files or folders.");
    private readonly Option<string[]> _roots = Many("--roots", "FILE", "Trust the certificates in FILE, for all purposes and at any time.");
    private readonly Option<string[]> _stores = Many("--store", "NAME[@DATE]", "The stores of a question that names none (default: all of the catalogue, or 'system').");
    private readonly CatalogOption _catalog = new();
    private readonly Option<string> _verdicts = VerdictsOption.Create();

    /// <summary>Adds them to the command.</summary>
    public void AddTo(Command command)
    {
        Option[] all = [_listen, _hosts, _token, _proxy, _corpus, _with, _roots, _stores, _verdicts];
        foreach (var option in all) command.Options.Add(option);
        _catalog.AddTo(command);
    }

    /// <summary>Where to listen, and to whom.</summary>
    /// <exception cref="UsageException">That is not safe, or not possible.</exception>
    public ServerOptions ReadServer(ParseResult line)
    {
        var text = line.GetValue(_listen) ?? DefaultAddress;
        // IPEndPoint reads an address without a port too.
        if (!text.Contains(':', StringComparison.Ordinal) || !IPEndPoint.TryParse(text, out var listen))
            throw new UsageException($"--listen: '{text}' is no ADDRESS:PORT such as {DefaultAddress}");
        var token = line.GetValue(_token) is { } file ? ReadToken(file) : null;
        if (!IPAddress.IsLoopback(listen.Address) && token is null && !line.GetValue(_proxy))
        {
            throw new UsageException($"--listen: {text} is open to other machines; say --token-file FILE, "
                + "or --behind-proxy when something before it decides who may ask");
        }
        return new ServerOptions { Listen = listen, Hosts = [.. line.GetValue(_hosts) ?? []], Token = token };
    }

    /// <summary>Reads what there is to serve.</summary>
    /// <exception cref="UsageException">Something cannot be used.</exception>
    public Holdings ReadHoldings(ParseResult line, Terminal terminal, IInputReport log, CancellationToken cancellation)
    {
        var report = new InputReport(terminal);
        var certificates = new List<Certificate>();
        certificates.AddRange(CertificateInput.Read(line.GetValue(_corpus) ?? [], report).Certificates);
        certificates.AddRange(CertificateInput.Read(line.GetValue(_with) ?? [], report).Certificates);
        var holdings = new Holdings(
            certificates,
            [.. CertificateInput.Read(line.GetValue(_roots) ?? [], report).Certificates.DistinctBy(root => root.Fingerprint)],
            new StoreShelf(_catalog.Open(line), log),
            [.. StoreChoice.Parse(line.GetValue(_stores) ?? [])]);
        holdings = holdings with { Census = CensusOf(line, holdings, log) };
        return line.GetValue(_verdicts) is { } file ? holdings with { Verdicts = new VerdictFile(file).Read() } : holdings;
    }

    /// <summary>Remembers verdicts that are new.</summary>
    /// <exception cref="UsageException">Their file cannot be written.</exception>
    public void Remember(ParseResult line, Library library)
    {
        if (line.GetValue(_verdicts) is { } file && library.Verdicts.HasNew) new VerdictFile(file).Write(library.Verdicts);
    }

    // Of one corpus; with the stores read anew, since a shelf serves one reader at a time.
    private Func<Action<Stream, bool>>? CensusOf(ParseResult line, Holdings holdings, IInputReport log)
    {
        if ((line.GetValue(_corpus) ?? []).Where(CorpusFile.IsOne).ToArray() is not [var path]) return null;
        var catalog = _catalog.Open(line);
        return () =>
        {
            var roots = TrustHistory.Constant(holdings.Roots.Select(root => new TrustAnchor(root)));
            using var corpus = SqliteCorpus.Open(path);
            var question = new CensusQuestion { History = roots.With(new StoreShelf(catalog, log).Read(holdings.Stores, Purpose.Any)) };
            var census = CensusRun.Of(corpus, question, CancellationToken.None);
            return (stream, hasGroups) => CensusJson.Write(census, null, hasGroups, stream);
        };
    }

    private static string ReadToken(string file)
    {
        var token = System.Text.Encoding.UTF8.GetString(WholeFile.Read("--token-file", file)).Trim();
        return token.Length >= FewestTokenCharacters && token.All(c => c is > ' ' and < '\x7f') ? token : throw new UsageException(
            $"--token-file: {file}: a token is {FewestTokenCharacters} or more printable ASCII characters; make one with: openssl rand -hex 24");
    }

    private static Option<string[]> Many(string name, string helpName, string description) => new(name)
    {
        Description = description,
        HelpName = helpName,
        AllowMultipleArgumentsPerToken = true,
    };
}
