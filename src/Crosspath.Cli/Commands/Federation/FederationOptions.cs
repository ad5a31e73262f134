using System.CommandLine;
using Crosspath.Authority;
using Crosspath.Cli.Inputs;
using Crosspath.Clients;
using Crosspath.Federations;

namespace Crosspath.Cli.Commands;

/// <summary>Options that the federation commands share.</summary>
internal sealed class FederationOptions
{
    private const string UsualFile = "federation.yaml";

    private readonly Argument<string> _argument = new("FILE")
    {
        Description = $"The federation (default: {UsualFile}).",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<string> _file = new("--file") { Description = "The same as FILE.", HelpName = "FILE" };
    private readonly Option<string> _exchange = new("--exchange")
    {
        Description = "The folder over which files cross borders (default: exchange, beside FILE).",
        HelpName = "DIR",
    };
    private readonly Option<string[]> _domains = new("--domain")
    {
        Description = "Only the part of this domain (default: every domain whose key is at hand). May be repeated.",
        HelpName = "NAME",
    };
    private readonly Option<string> _at = new("--at") { Description = "The time (default: now).", HelpName = "TIME" };
    private readonly Option<string[]> _clients = new("--clients")
    {
        Description = $"Clients to ask, 'all' or 'none' (default: {string.Join(", ", TrustMatrix.UsualClients)}).",
        HelpName = "NAME",
        AllowMultipleArgumentsPerToken = true,
    };
    private readonly Option<string> _passwordFile = new("--password-file")
    {
        Description = "The keys' password or PIN is in FILE.",
        HelpName = "FILE",
    };
    private readonly Option<string> _passwordVariable = new("--password-env")
    {
        Description = "The keys' password or PIN is in the environment.",
        HelpName = "NAME",
    };
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON." };

    /// <summary>Adds the options that a command has.</summary>
    public Command AddTo(Command command, bool hasFileArgument = true, bool asksClients = false, bool signs = false)
    {
        if (hasFileArgument) command.Arguments.Add(_argument);
        Option[] options =
        [
            _file, _exchange, _domains, .. signs ? Array.Empty<Option>() : [_at],
            .. asksClients ? [_clients] : Array.Empty<Option>(),
            .. signs ? [_passwordFile, _passwordVariable] : Array.Empty<Option>(), _json,
        ];
        foreach (var option in options) command.Options.Add(option);
        return command;
    }

    public bool IsJson(ParseResult line) => line.GetValue(_json);

    /// <summary>The file with its folders.</summary>
    /// <exception cref="UsageException">It cannot be read.</exception>
    public FederationInput Read(ParseResult line)
    {
        var path = line.GetValue(_file) ?? (line.CommandResult.Command.Arguments.Contains(_argument)
            ? line.GetValue(_argument)
            : null) ?? UsualFile;
        if (Directory.Exists(path)) path = Path.Combine(path, UsualFile);
        var federation = FederationFile.Read(path);
        var folder = FederationFolder.Of(path);
        if (line.GetValue(_exchange) is { } exchange) folder = folder with { Exchange = Path.GetFullPath(exchange) };
        var at = line.CommandResult.Command.Options.Contains(_at) ? line.GetValue(_at) : null;
        return new FederationInput(federation, folder)
        {
            Path = path,
            Now = at is null ? TimeProvider.System.GetUtcNow() : TimeArgument.Parse("--at", at),
            Domains = Domains(line, federation, folder),
        };
    }

    /// <summary>Tells which files are damaged, or are not what they should be.</summary>
    public static void Warn(FederationState state, Terminal terminal)
    {
        foreach (var problem in state.Problems) terminal.Error.WriteLine($"crosspath: {Printable.Text(problem, 400)}");
    }

    /// <summary>The clients to ask.</summary>
    /// <exception cref="UsageException">There is no such client.</exception>
    public IReadOnlyList<ClientProfile> Clients(ParseResult line)
    {
        var names = line.GetValue(_clients) is { Length: > 0 } named ? named : [.. TrustMatrix.UsualClients];
        if (names is ["none"]) return [];
        if (names is ["all"])
            return [.. ProfileCatalogue.BuiltIn.All.Where(profile => profile.Revocation == RevocationRule.None)];
        return [.. names.Select(Client)];
    }

    /// <summary>Opens keys of roots, as federation.yaml says where they are.</summary>
    public Func<DomainIssuer, KeyOpening> Keys(ParseResult line, FederationInput input, TextWriter warnings)
    {
        var password = Password.Given(line.GetValue(_passwordFile), line.GetValue(_passwordVariable));
        return issuer =>
        {
            var place = issuer.Key switch
            {
                KeyReference.InFile file => input.Folder.Resolve(file.Path),
                KeyReference.InToken token => token.Uri,
                _ => throw new ArgumentException("A detached key is not opened.", nameof(issuer)),
            };
            try
            {
                return new KeyOpening.Opened(new KeyArgument(place, password)
                    .Open(issuer.Root.PublicKeyInfo, SignatureForm.Default, warnings));
            }
            catch (UsageException e)
            {
                return new KeyOpening.Unusable(e.Message.Replace("--key: ", "", StringComparison.Ordinal));
            }
        };
    }

    private string[] Domains(ParseResult line, Federation federation, FederationFolder folder)
    {
        if (line.GetValue(_domains) is not { Length: > 0 } named)
            return [.. federation.Domains.Where(domain => IsAtHome(domain, folder)).Select(domain => domain.Name)];
        foreach (var name in named) Check(federation, "--domain", name);
        return named;
    }

    /// <summary>Refuses a name that is no domain's.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    internal static FederationDomain Check(Federation federation, string option, string name)
    {
        if (federation.Find(name) is { } known) return known;
        var names = federation.Domains.Select(domain => domain.Name).ToList();
        throw new UsageException(NearWord.Of(name, names) is { } near
            ? $"{option}: there is no domain '{name}'; did you mean '{near}'?"
            : $"{option}: there is no domain '{name}'; known are {string.Join(", ", names)}");
    }

    private static bool IsAtHome(FederationDomain domain, FederationFolder folder) =>
        domain.Key is not KeyReference.InFile file || System.IO.File.Exists(folder.Resolve(file.Path));

    private static ClientProfile Client(string name)
    {
        if (ProfileCatalogue.BuiltIn.Find(name) is { } profile) return profile;
        var names = ProfileCatalogue.BuiltIn.All.Select(known => known.Client).ToList();
        throw new UsageException(NearWord.Of(name, names) is { } near
            ? $"--clients: there is no client '{name}'; did you mean '{near}'?"
            : $"--clients: there is no client '{name}'; see docs/clients.md");
    }
}
