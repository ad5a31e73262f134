using System.CommandLine;
using Crosspath.Cli.Inputs;
using Crosspath.Clients;
using Crosspath.Clients.Scenarios;
using Crosspath.Fetch.Collateral;
using Crosspath.Stores.Catalog;
using Crosspath.X509;

namespace Crosspath.Cli.Commands;

/// <summary>The options of <c>crosspath clients</c>.</summary>
internal sealed class ClientsOptions
{
    private readonly Argument<string[]> _target = new("TARGET")
    {
        Description = "What the server sends: the leaf first, then the rest in its order. '-' reads standard input; "
            + "host:port asks a live server.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> _served = Many("--served", "FILE", "The same as TARGET.");
    private readonly Option<string[]> _scenarios = Many(
        "--scenario", "FILE", "A scenario.json of the client lab instead of everything else.");

    private readonly Option<string[]> _cached = Many(
        "--cached", "FILE", "Intermediates that clients with a cache have, without trusting them.");

    private readonly Option<string[]> _with = Many("--with", "FILE", "The same as --cached.");
    private readonly Option<string[]> _preload = Many(
        "--preload",
        "FILE",
        "Intermediates that Firefox has beforehand: files, folders, a CCADB report with PEM, or 'catalog' "
            + "for what 'stores update intermediates' fetched.");
    private readonly CatalogOption _catalog = new();

    private readonly Option<string[]> _aia = Many(
        "--aia", "FILE", "Certificates that are found at the caIssuers locations of those that they issued.");

    private readonly Option<string[]> _crls = Many(
        "--crl", "FILE", "Revocation lists, for the clients that check them.");

    private readonly Option<string[]> _roots = Many(
        "--roots", "FILE", "The clients' trust store, in this order (default: the operating system's).");

    private readonly Option<string> _at = new("--at")
    {
        Description = "The clients' clock (default: now).",
        HelpName = "TIME",
    };

    private readonly Option<string> _host = new("--host")
    {
        Description = "The name by which the server is called (default: that of a live server).",
        HelpName = "NAME",
    };

    private readonly EndpointOptions _endpoints = new();
    private readonly FetchOptions _fetch = new();
    private readonly Option<string[]> _clients = Many("--client", "NAME", "Only these clients.");
    private readonly Option<string> _trace = new("--trace")
    {
        Description = "Show chain building step by step, of one client or of all that are asked for.",
        HelpName = "NAME",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> _strict = new("--strict")
    {
        Description = "Exit with 2 when any part of the input cannot be read.",
    };

    private readonly Option<bool> _json = new("--json")
    {
        Description = "Print JSON; for several scenarios a document a line.",
    };

    /// <summary>Adds everything to the command.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_target);
        Option[] options =
        [
            _served, _scenarios, _cached, _with, _preload, _aia, _crls, _roots, _at, _host, _clients, _trace, _strict,
            _json,
        ];
        foreach (var option in options) command.Options.Add(option);
        _endpoints.AddTo(command);
        _fetch.AddTo(command);
        _catalog.AddTo(command);
    }

    /// <summary>Reads the command line, and the files that it names.</summary>
    /// <exception cref="UsageException">Something in it cannot be used.</exception>
    public ClientsRequest Read(ParseResult line, Terminal terminal, CancellationToken cancellation)
    {
        var report = new InputReport(terminal);
        var named = (line.GetValue(_clients) ?? []).Select(name => Named("--client", name)).ToList();
        var trace = line.GetResult(_trace) is null ? null : line.GetValue(_trace) ?? "";
        var traced = string.IsNullOrEmpty(trace) ? null : Named("--trace", trace);
        if (traced is not null && named.Count == 0) named.Add(traced);
        return new ClientsRequest(Questions(line, report, cancellation), named, report)
        {
            IsJson = line.GetValue(_json),
            Traced = trace,
            IsStrict = line.GetValue(_strict),
        };
    }

    private List<(string?, ClientRequest)> Questions(
        ParseResult line, InputReport report, CancellationToken cancellation)
    {
        string[] targets = [.. line.GetValue(_target) ?? [], .. line.GetValue(_served) ?? []];
        var scenarios = line.GetValue(_scenarios) ?? [];
        if (scenarios.Length > 0 && targets.Length > 0)
            throw new UsageException("--scenario says what is served; leave TARGET and --served out");
        if (scenarios.Length > 0) return [.. scenarios.Select(ReadScenario)];
        if (targets.Length == 0)
            throw new UsageException("nothing is served: give TARGET, --served FILE or --scenario FILE");
        return [(null, ReadRequest(line, targets, (report, _endpoints.Read(line, cancellation)), cancellation))];
    }

    private static (string?, ClientRequest) ReadScenario(string path)
    {
        if (Directory.Exists(path)) path = Path.Combine(path, "scenario.json");
        return LabScenario.TryRead(path, out var scenario, out var error)
            ? (scenario!.Id, scenario.Request)
            : throw new UsageException($"--scenario: {error}");
    }

    private ClientRequest ReadRequest(
        ParseResult line, string[] targets, (InputReport, EndpointInput) inputs, CancellationToken cancellation)
    {
        var (report, endpoints) = inputs;
        var served = CertificateInput.Read(targets, report, endpoints);
        if (served.Certificates.Count == 0)
            throw new UsageException("TARGET holds revocation lists but no certificate");
        var cached = CertificateInput.Read([.. line.GetValue(_cached) ?? [], .. line.GetValue(_with) ?? []], report);
        var fetched = CertificateInput.Read(line.GetValue(_aia) ?? [], report).Certificates;
        var crls = CertificateInput.Read(line.GetValue(_crls) ?? [], report);
        var roots = line.GetValue(_roots) is { Length: > 0 } files
            ? CertificateInput.Read(files, report).Certificates
            : [.. SystemStore.Read(report)];
        var at = line.GetValue(_at) is { } time ? TimeArgument.Parse("--at", time) : TimeProvider.System.GetUtcNow();
        // What clients make of OCSP is not predicted.
        using var collateral = _fetch.Read(line, report, CollateralKinds.Issuers | CollateralKinds.RevocationLists);
        // Commands are synchronous, the network is not; nothing here resumes on a context.
        var found = collateral?.Gather(
            served.Certificates, [.. served.Certificates, .. cached.Certificates, .. roots], cancellation)
            .GetAwaiter().GetResult() ?? FetchedCollateral.Empty;
        return new ClientRequest([.. served.Certificates], [.. roots], at)
        {
            Cached = [.. cached.Certificates],
            Preloaded = [.. ReadPreloaded(line, report)],
            Fetchable = IssuerLocations.Of([.. served.Certificates, .. cached.Certificates, .. fetched], fetched)
                .SetItems(found.Issuers),
            RevocationLists =
            [
                .. served.RevocationLists, .. cached.RevocationLists, .. crls.RevocationLists, .. found.RevocationLists,
            ],
            Host = line.GetValue(_host) ?? EndpointInput.HostOf(targets[0]),
        };
    }

    private IReadOnlyList<Certificate> ReadPreloaded(ParseResult line, InputReport report)
    {
        var files = (line.GetValue(_preload) ?? []).Select(word =>
        {
            if (word != "catalog") return word;
            var pool = new IntermediatePool(_catalog.Open(line).Folder).File;
            if (File.Exists(pool)) return pool;
            throw new UsageException("--preload: the catalogue has none; say first: crosspath stores update intermediates");
        });
        return CertificateInput.Read(files, report).Certificates;
    }

    private static ClientProfile Named(string option, string name)
    {
        var catalogue = ProfileCatalogue.BuiltIn;
        if (catalogue.Find(name) is { } profile) return profile;
        var known = catalogue.All.Select(other => other.Client).ToList();
        var near = NearWord.Of(name, known);
        throw new UsageException(near is null
            ? $"{option}: there is no client '{name}'; known are {string.Join(", ", known)}"
            : $"{option}: there is no client '{name}'; did you mean '{near}'?");
    }

    private static Option<string[]> Many(string name, string helpName, string description) => new(name)
    {
        Description = description,
        HelpName = helpName,
        AllowMultipleArgumentsPerToken = true,
    };
}
