using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using Crosspath.Cli.Inputs;
using Crosspath.Clients;
using Crosspath.Clients.Serving;
using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Cli.Commands;

/// <summary>What <c>chain</c> and <c>bundle check</c> are told alike: the pool, the clients and their stores, the
/// time.</summary>
internal sealed class ServingOptions
{
    private readonly Option<string[]> _with = Many("--with", "Intermediates and cross-signs at hand. Files or folders.");
    private readonly Option<string[]> _roots = Many("--roots", "What every client trusts, at any time.");
    private readonly CatalogOption _catalog = new();

    private readonly Option<string> _clients = new("--clients")
    {
        Description = $"Who is to be reached: {string.Join(", ", ServingMix.Names)}, or a file of weights (default: all).",
        HelpName = "MIX",
    };

    private readonly Option<string[]> _named = new("--client")
    {
        Description = "Only these clients, each counting the same.",
        HelpName = "NAME",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> _at = new("--at") { Description = "From when on (default: now).", HelpName = "TIME" };
    private readonly Option<string> _until = new("--until") { Description = "Until when (default: the leaf's last day).", HelpName = "TIME" };
    private readonly Option<string> _host = new("--host") { Description = "The name by which clients call the server.", HelpName = "NAME" };
    private readonly EndpointOptions _endpoints = new();

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        Option[] options = [_with, _roots, _clients, _named, _at, _until, _host];
        foreach (var option in options) command.Options.Add(option);
        _catalog.AddTo(command);
        _endpoints.AddTo(command);
    }

    /// <summary>The certificates of the files that an argument names, or of a live server.</summary>
    /// <exception cref="UsageException">There are none.</exception>
    public IReadOnlyList<Certificate> ReadTarget(ParseResult line, string[] words, InputReport report, CancellationToken cancellation)
    {
        var certificates = CertificateInput.Read(words, report, _endpoints.Read(line, cancellation)).Certificates;
        return certificates.Count > 0 ? certificates : throw new UsageException("there is no certificate in it");
    }

    /// <summary>The question about a leaf.</summary>
    /// <exception cref="UsageException">Something cannot be used.</exception>
    public (ServingQuestion Question, ServingMix Mix) Read(
        ParseResult line, Certificate leaf, IEnumerable<Certificate> served, InputReport report)
    {
        var pool = CertificateInput.Read(line.GetValue(_with) ?? [], report).Certificates;
        var from = line.GetValue(_at) is { } at ? TimeArgument.Parse("--at", at) : TimeProvider.System.GetUtcNow();
        if (from < leaf.NotBefore && line.GetValue(_at) is null) from = leaf.NotBefore;
        if (from > leaf.NotAfter && line.GetValue(_at) is null)
        {
            report.Note($"the leaf expired on {leaf.NotAfter:yyyy-MM-dd}: the chain is chosen as of that day; --at names another");
            from = leaf.NotAfter;
        }
        var until = line.GetValue(_until) is { } end ? TimeArgument.Parse("--until", end) : leaf.NotAfter;
        if (until < from) until = line.GetValue(_until) is null ? from : throw new UsageException("--until is before the time from which the chain is to serve");
        var mix = ReadMix(line);
        return (new ServingQuestion(leaf, [.. served, .. pool], ReadClients(line, mix, leaf, report), from, until)
        {
            Host = line.GetValue(_host),
        }, mix);
    }

    private ServingMix ReadMix(ParseResult line)
    {
        if (line.GetValue(_named) is { Length: > 0 } named)
            return new ServingMix("Clients that were named", "No shares.", [.. named.Select(name => new MixEntry(name, 1))]);
        if (line.GetValue(_clients) is not { } wanted) return ServingMix.All;
        if (ServingMix.Find(wanted) is { } known) return known;
        if (!File.Exists(wanted))
            throw new UsageException($"--clients {wanted}: there is no such mix or file; known are {string.Join(", ", ServingMix.Names)}");
        return ServingMix.TryRead(Encoding.UTF8.GetString(WholeFile.Read("--clients", wanted)), out var mix, out var problem)
            ? mix!
            : throw new UsageException($"--clients: {wanted}: {problem}");
    }

    private ImmutableArray<ServingClient> ReadClients(ParseResult line, ServingMix mix, Certificate leaf, InputReport report)
    {
        var files = line.GetValue(_roots) ?? [];
        ImmutableArray<RootPeriod>? same = files.Length == 0 ? null
            : [new RootPeriod(Validity.Always, [.. CertificateInput.Read(files, report).Certificates])];
        var stores = new ClientStores(_catalog.Open(line), leaf, report);
        return [.. mix.Clients.Select(entry =>
        {
            var profile = Profile(entry.Client);
            return new ServingClient(entry.As ?? entry.Client, profile, entry.Weight, same ?? stores.Of(profile, entry.Store));
        })];
    }

    private static ClientProfile Profile(string name)
    {
        if (ProfileCatalogue.BuiltIn.Find(name) is { } profile) return profile;
        var known = ProfileCatalogue.BuiltIn.All.Select(other => other.Client).ToList();
        throw new UsageException(NearWord.Of(name, known) is { } near
            ? $"there is no client '{name}'; did you mean '{near}'?"
            : $"there is no client '{name}'; known are {string.Join(", ", known)}");
    }

    private static Option<string[]> Many(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true,
    };
}
