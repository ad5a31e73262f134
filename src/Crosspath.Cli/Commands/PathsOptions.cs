using System.CommandLine;
using Crosspath.Cli.Inputs;
using Crosspath.Cli.Output;
using Crosspath.Paths;
using Crosspath.X509;
using Crosspath.X509.Der;

namespace Crosspath.Cli.Commands;

/// <summary>The options of <c>crosspath paths</c>.</summary>
internal sealed class PathsOptions
{
    private const int DefaultParallel = 32;

    private readonly Argument<string[]> _targets = new("TARGET")
    {
        Description = "A file whose first certificate is in question; further ones in it serve as intermediates. "
            + "'-' reads standard input; host:port asks a live server.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly AnchorOptions _anchors = new();
    private readonly EndpointOptions _endpoints = new();
    private readonly FetchOptions _fetch = new();
    private readonly Option<string> _hosts = new("--hosts")
    {
        Description = "Ask the servers in FILE, one host:port a line; '-' is standard input. An answer a line.",
        HelpName = "FILE",
    };

    private readonly Option<int?> _parallel = NumberOption.Create("--parallel", "Ask N of them at once (default: 32).");

    private readonly Option<string[]> _with = Many("--with", "FILE", "Certificates that may lie between; also revocation lists. Files or folders.");
    private readonly Option<string[]> _corpus = Many("--corpus", "CORPUS", "The same: the CAs of a corpus. TARGET may then be the fingerprint of any certificate in it.");
    private readonly Option<string> _at = new("--at") { Description = "The time in question (default: now).", HelpName = "TIME" };
    private readonly Option<string> _purpose = PurposeOption.Create();

    private readonly Option<string> _host = new("--host")
    {
        Description = "The name or address that the certificate must be for (default: that of a server that is asked).",
        HelpName = "NAME",
    };
    private readonly Option<string[]> _policies = Many("--policy", "OID", "Of these certificate policies one must hold.");
    private readonly Option<string[]> _crls = Many("--crl", "FILE", "Revocation lists to check against.");
    private readonly Option<int?> _maxPaths = NumberOption.Create("--max-paths", "List at most N paths (default: 10000).");
    private readonly Option<int?> _maxDepth = NumberOption.Create("--max-depth", "Paths of at most N certificates, target and anchor included.");
    private readonly Option<string> _anchorDates = AnchorDatesOption.Create();
    private readonly Option<string> _profile = new("--profile")
    {
        Description = "Rules: 'rfc5280' (default, path validation), 'strict' (also what RFC 5280 asks of issuers), "
            + "'webpki' (also the Baseline Requirements).",
        HelpName = "PROFILE",
    };

    private readonly Option<bool> _each = new("--each") { Description = "Take every certificate of every TARGET as a target: one JSON document a line." };
    private readonly Option<bool> _count = new("--count") { Description = "Count the paths, do not list them." };
    private readonly Option<bool> _explain = new("--explain") { Description = "Say which issuers were tried, and what would make the answer a yes." };
    private readonly Option<string> _dot = new("--dot") { Description = "Write the paths as a Graphviz graph.", HelpName = "FILE" };
    private readonly Option<string> _mermaid = new("--mermaid") { Description = "Write the paths as a Mermaid flowchart.", HelpName = "FILE" };
    private readonly Option<string> _svg = new("--svg") { Description = "Draw the paths.", HelpName = "FILE" };
    private readonly Option<string> _verdicts = VerdictsOption.Create();
    private readonly Option<bool> _strict = new("--strict") { Description = "Exit with 2 when any part of the input cannot be read." };
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON." };

    /// <summary>Adds everything to the command.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_targets);
        _anchors.AddTo(command);
        Option[] others =
        [
            _with, _corpus, _at, _purpose, _host, _policies, _crls, _maxPaths, _maxDepth, _anchorDates, _profile, _each, _count,
            _explain, _dot, _mermaid, _svg, _verdicts, _strict, _json,
        ];
        foreach (var option in others) command.Options.Add(option);
        _endpoints.AddTo(command);
        _fetch.AddTo(command);
        command.Options.Add(_hosts);
        command.Options.Add(_parallel);
    }

    /// <summary>Reads the command line, and the files that it names.</summary>
    /// <exception cref="UsageException">Something in it cannot be used.</exception>
    public PathsRequest Read(ParseResult line, Terminal terminal, CancellationToken cancellation)
    {
        var report = new InputReport(terminal);
        var isEach = line.GetValue(_each);
        var hosts = ReadHosts(line, report);
        var at = line.GetValue(_at) is { } time ? TimeArgument.Parse("--at", time) : TimeProvider.System.GetUtcNow();
        var targets = CertificateInput.Read(line.GetValue(_targets)!, report, _endpoints.Read(line, cancellation));
        if (targets.Certificates.Count == 0 && hosts is null)
            throw new UsageException("TARGET holds revocation lists but no certificate");
        var pool = CertificateInput.Read([.. line.GetValue(_with) ?? [], .. line.GetValue(_corpus) ?? []], report);
        var crls = CertificateInput.Read(line.GetValue(_crls) ?? [], report);
        var history = _anchors.Read(line, PurposeOption.Read(line.GetValue(_purpose)), report);
        Certificate[] certificates =
        [
            .. targets.Certificates, .. pool.Certificates, .. crls.Certificates,
            .. history.AnchorsAt(at).Select(anchor => anchor.Certificate),
        ];
        // With --hosts, each server's own certificate takes this place.
        if (certificates is not [var first, ..])
            throw new UsageException("--hosts: there is nobody to trust; name --roots or --store");
        var query = ReadQuery(line, first, at) with { RevocationLists = [.. crls.RevocationLists] };
        return new PathsRequest(
            isEach ? targets.Certificates : [.. targets.Certificates.Take(1)], certificates, history, query)
        {
            Hosts = hosts,
            Collateral = _fetch.Read(line, report),
            Report = report,
            Format = ReadFormat(line, isEach),
            Verdicts = line.GetValue(_verdicts) is { } file ? new VerdictFile(file) : null,
            IsStrict = line.GetValue(_strict),
        };
    }

    private HostsQuestion? ReadHosts(ParseResult line, InputReport report)
    {
        var hasTarget = line.GetValue(_targets) is { Length: > 0 };
        if (line.GetValue(_hosts) is not { } file)
        {
            return hasTarget ? null
                : throw new UsageException(
                    "Required argument 'TARGET' missing for command: 'paths'. See: crosspath paths --help");
        }
        if (hasTarget || line.GetValue(_each))
            throw new UsageException("--hosts says what is asked; leave TARGET and --each out");
        if (line.GetValue(_explain) && !line.GetValue(_json))
            throw new UsageException("--hosts answers a line a host; for --explain add --json");
        Option<string>[] pictures = [_dot, _mermaid, _svg];
        if (pictures.Any(picture => line.GetValue(picture) is not null))
            throw new UsageException("--hosts answers for many targets; a picture shows one");
        return new HostsQuestion(
            HostList.Read(file, report), _endpoints.ReadProbe(line), line.GetValue(_parallel) ?? DefaultParallel);
    }

    private PathQuery ReadQuery(ParseResult line, Certificate target, DateTimeOffset at)
    {
        var budget = new SearchBudget { MaxDepth = line.GetValue(_maxDepth) };
        if (line.GetValue(_maxPaths) is { } most) budget = budget with { MaxPaths = most };
        return new PathQuery(target, at)
        {
            Purpose = PurposeOption.Read(line.GetValue(_purpose)),
            Host = line.GetValue(_host) ?? ServedHost(line),
            Policies = [.. (line.GetValue(_policies) ?? []).Select(ReadPolicy)],
            RequireExplicitPolicy = line.GetValue(_policies) is { Length: > 0 },
            AnchorChecks = AnchorDatesOption.Read(line.GetValue(_anchorDates)),
            Profile = Choose(line, _profile, ("rfc5280", RuleProfile.PathValidation), ("strict", RuleProfile.StrictRfc5280),
                ("webpki", RuleProfile.WebPki)),
            Budget = budget,
        };
    }

    private string? ServedHost(ParseResult line) =>
        line.GetValue(_targets) is [var word, ..] && !line.GetValue(_each) ? EndpointInput.HostOf(word) : null;

    private PathsFormat ReadFormat(ParseResult line, bool isEach)
    {
        (PictureKind Kind, string? File)[] asked =
        [
            (PictureKind.Dot, line.GetValue(_dot)),
            (PictureKind.Mermaid, line.GetValue(_mermaid)),
            (PictureKind.Svg, line.GetValue(_svg)),
        ];
        var pictures = asked.Where(picture => picture.File is not null)
            .Select(picture => (picture.Kind, File: picture.File!))
            .ToArray();
        if (isEach && pictures.Length > 0)
            throw new UsageException("--each answers for many targets; a picture shows one");
        var drawn = pictures.Where(picture => picture.File == PictureFile.StandardOutput).ToArray();
        if (drawn.Length > 1 || (drawn.Length == 1 && line.GetValue(_json)))
            throw new UsageException("only one thing can be written to standard output; give pictures files of their own");
        return new PathsFormat
        {
            IsJson = line.GetValue(_json) || isEach,
            IsEach = isEach,
            IsCountOnly = line.GetValue(_count),
            IsExplained = line.GetValue(_explain),
            Drawn = drawn is [var (kind, _)] ? kind : null,
            Pictures = [.. pictures.Except(drawn)],
        };
    }

    private static ObjectIdentifier ReadPolicy(string text) =>
        ObjectIdentifier.TryParse(text, out var oid) ? oid
        : throw new UsageException($"--policy: '{text}' is no object identifier such as 2.23.140.1.2.1");

    private static T Choose<T>(ParseResult line, Option<string> option, params (string Name, T Value)[] choices)
    {
        var chosen = line.GetValue(option) ?? choices[0].Name;
        foreach (var (name, value) in choices)
        {
            if (name == chosen) return value;
        }
        var names = string.Join(", ", choices.Select(choice => choice.Name));
        throw new UsageException($"{option.Name}: '{chosen}' is none of {names}");
    }

    private static Option<string[]> Many(string name, string helpName, string description) => new(name)
    {
        Description = description,
        HelpName = helpName,
        AllowMultipleArgumentsPerToken = true,
    };
}
