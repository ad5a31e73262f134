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
    private readonly Argument<string[]> _targets = new("TARGET")
    {
        Description = "A file whose first certificate is in question; further ones in it serve as intermediates. "
            + "'-' reads standard input; host:port asks a live server.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly AnchorOptions _anchors = new();
    private readonly EndpointOptions _endpoints = new();

    private readonly Option<string[]> _with = Many("--with", "FILE", "Certificates that may lie between; also revocation lists. Files or folders.");
    private readonly Option<string> _at = new("--at") { Description = "The time in question (default: now).", HelpName = "TIME" };
    private readonly Option<string> _purpose = PurposeOption.Create();

    private readonly Option<string> _host = new("--host") { Description = "The name or address that the certificate must be for (default: that of a server that is asked).", HelpName = "NAME" };
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
            _with, _at, _purpose, _host, _policies, _crls, _maxPaths, _maxDepth, _anchorDates, _profile, _each, _count,
            _explain, _dot, _mermaid, _svg, _verdicts, _strict, _json,
        ];
        foreach (var option in others) command.Options.Add(option);
        _endpoints.AddTo(command);
    }

    /// <summary>Reads the command line, and the files that it names.</summary>
    /// <exception cref="UsageException">Something in it cannot be used.</exception>
    public PathsRequest Read(ParseResult line, Terminal terminal, CancellationToken cancellation)
    {
        var report = new InputReport(terminal);
        var isEach = line.GetValue(_each);
        var at = line.GetValue(_at) is { } time ? TimeArgument.Parse("--at", time) : TimeProvider.System.GetUtcNow();
        var targets = CertificateInput.Read(line.GetValue(_targets)!, report, _endpoints.Read(line, cancellation));
        if (targets.Certificates.Count == 0) throw new UsageException("TARGET holds revocation lists but no certificate");
        var pool = CertificateInput.Read(line.GetValue(_with) ?? [], report);
        var crls = CertificateInput.Read(line.GetValue(_crls) ?? [], report);
        var query = ReadQuery(line, targets.Certificates[0], at) with { RevocationLists = [.. crls.RevocationLists] };
        var history = _anchors.Read(line, query.Purpose, report);
        var certificates = targets.Certificates
            .Concat(pool.Certificates).Concat(crls.Certificates)
            .Concat(history.AnchorsAt(at).Select(anchor => anchor.Certificate));
        return new PathsRequest(isEach ? targets.Certificates : [targets.Certificates[0]], [.. certificates], history, query)
        {
            Report = report,
            Format = ReadFormat(line, isEach),
            Verdicts = line.GetValue(_verdicts) is { } file ? new VerdictFile(file) : null,
            IsStrict = line.GetValue(_strict),
        };
    }

    private PathQuery ReadQuery(ParseResult line, Certificate target, DateTimeOffset at)
    {
        var budget = new SearchBudget { MaxDepth = line.GetValue(_maxDepth) };
        if (line.GetValue(_maxPaths) is { } most) budget = budget with { MaxPaths = most };
        return new PathQuery(target, at)
        {
            Purpose = PurposeOption.Read(line.GetValue(_purpose)),
            Host = line.GetValue(_host) ?? (line.GetValue(_each) ? null : EndpointInput.HostOf(line.GetValue(_targets)![0])),
            Policies = [.. (line.GetValue(_policies) ?? []).Select(ReadPolicy)],
            RequireExplicitPolicy = line.GetValue(_policies) is { Length: > 0 },
            AnchorChecks = AnchorDatesOption.Read(line.GetValue(_anchorDates)),
            Profile = Choose(line, _profile, ("rfc5280", RuleProfile.PathValidation), ("strict", RuleProfile.StrictRfc5280),
                ("webpki", RuleProfile.WebPki)),
            Budget = budget,
        };
    }

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
