using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Crosspath.Federations;
using Crosspath.Paths;

namespace Crosspath.Cli.Inputs;

/// <summary>federation.yaml. What is not understood is refused with its line, before anything is signed.</summary>
internal sealed partial class FederationFile
{
    internal static readonly string[] Fields =
        ["federation", "domains", "agreements", "workloads", "expectations"];

    internal static readonly string[] WorkloadFields = ["domain", "leaf", "host", "purposes"];

    internal static readonly string[] ExpectationFields =
        ["workload", "certifier", "host", "trustedIn", "notTrustedIn", "at"];

    // More than any agreement between PKIs has members; the matrix grows with the square.
    private const int MostDomains = 200;

    private readonly YamlFields _file;
    private ImmutableArray<FederationDomain> _domains = [];

    private FederationFile(YamlFields file) => _file = file;

    /// <summary>Reads a file.</summary>
    /// <exception cref="UsageException">It cannot be read, or says what is not understood.</exception>
    public static Federation Read(string path) =>
        new FederationFile(YamlFields.OfFile(path)).Read();

    private Federation Read()
    {
        _file.AllowOnly(Fields);
        var domains = _file.Mapping("domains") ?? throw _file.Problem(null, "there are no domains");
        _domains = [.. domains.Names.Select(name => DomainFields.Read(domains, Name(domains, name)))];
        if (_domains.Length is 0 or > MostDomains)
            throw _file.Problem("domains", $"a federation has from 1 to {MostDomains} domains");
        CheckRealms(domains);
        var workloads = Workloads();
        return new Federation
        {
            Name = _file.Text("federation") ?? throw _file.Problem(null, "the federation has no name ('federation')"),
            Domains = _domains,
            Agreements = new AgreementFields(_file, Domain).Read(),
            Workloads = workloads,
            Expectations = _file.Mappings("expectations", fields => Expectation(fields, workloads)) ?? [],
        };
    }

    /// <summary>A name that files can be called by.</summary>
    internal static string Name(YamlFields parent, string name) => Names().IsMatch(name)
        ? name
        : throw parent.Problem(name, $"'{name}' is no name: write lower-case letters, digits and dashes");

    // Of two who claim the same name, whom would anybody believe?
    private void CheckRealms(YamlFields domains)
    {
        var claimed = new Dictionary<(string Kind, string Name), string>();
        foreach (var domain in _domains)
        {
            foreach (var name in domain.Realm.Names)
            {
                var key = (name.Kind, name.Name.ToLowerInvariant());
                if (!claimed.TryAdd(key, domain.Name))
                    throw domains.Mapping(domain.Name)!.Problem(
                        "realm", $"{domain.Name} and {claimed[key]} both claim {name.Name}");
            }
        }
    }

    private string Domain(string name, Func<string, UsageException> fail)
    {
        if (_domains.Any(domain => domain.Name == name)) return name;
        var names = _domains.Select(domain => domain.Name).ToList();
        throw fail(NearWord.Of(name, names) is { } near
            ? $"there is no domain '{name}'; did you mean '{near}'?"
            : $"there is no domain '{name}'; known are {string.Join(", ", names)}");
    }

    private string Domain(YamlFields fields, string field) => fields.Text(field) is { } name
        ? Domain(name, message => fields.Problem(field, message))
        : throw fields.Problem(null, $"'{field}' is missing");

    private ImmutableArray<Workload> Workloads()
    {
        if (_file.Mapping("workloads") is not { } all) return [];
        return [.. all.Names.Select(name => Workload(all.Mapping(Name(all, name))!, name))];
    }

    private Workload Workload(YamlFields fields, string name)
    {
        fields.AllowOnly(WorkloadFields);
        var leaf = fields.Text("leaf") ?? throw fields.Problem(null, $"{name} has no 'leaf'");
        var purposes = fields.Texts("purposes", Purpose);
        return new Workload(name, Domain(fields, "domain"), leaf)
        {
            Host = fields.Text("host"),
            Purposes = purposes is { IsEmpty: false } ? purposes : [Crosspath.Paths.Purpose.ServerAuth],
        };
    }

    private static Purpose Purpose(string text, Func<string, UsageException> fail)
    {
        if (Crosspath.Paths.Purpose.All.FirstOrDefault(purpose => purpose.Name == text) is { } known) return known;
        var names = Crosspath.Paths.Purpose.All.Select(purpose => purpose.Name).ToList();
        throw fail(NearWord.Of(text, names) is { } near
            ? $"there is no purpose '{text}'; did you mean '{near}'?"
            : $"there is no purpose '{text}'; known are {string.Join(", ", names)}");
    }

    private Expectation Expectation(YamlFields fields, ImmutableArray<Workload> workloads)
    {
        fields.AllowOnly(ExpectationFields);
        var expectation = new Expectation
        {
            Workload = fields.Text("workload"),
            Certifier = fields.Has("certifier") ? Domain(fields, "certifier") : null,
            Host = fields.Text("host"),
            TrustedIn = fields.Texts("trustedIn", Domain) ?? [],
            NotTrustedIn = fields.Texts("notTrustedIn", Domain) ?? [],
            At = fields.Text("at") is { } at ? Time(fields, at) : null,
            Line = fields.Line,
        };
        Check(fields, expectation, workloads);
        return expectation;
    }

    private static void Check(YamlFields fields, Expectation expectation, ImmutableArray<Workload> workloads)
    {
        var isProbe = expectation is { Certifier: not null, Host: not null };
        var isHalf = expectation.Certifier is null != expectation.Host is null;
        if ((expectation.Workload is not null) == isProbe || isHalf)
            throw fields.Problem(null, "an expectation has a workload, or a certifier and a host");
        var names = workloads.Select(workload => workload.Name).ToList();
        if (expectation.Workload is { } wanted && !names.Contains(wanted))
            throw fields.Problem("workload", NearWord.Of(wanted, names) is { } near
                ? $"there is no workload '{wanted}'; did you mean '{near}'?"
                : $"there is no workload '{wanted}'");
        if (expectation.TrustedIn.IsEmpty && expectation.NotTrustedIn.IsEmpty)
            throw fields.Problem(null, "an expectation says where: trustedIn, notTrustedIn");
        if (expectation.TrustedIn.Intersect(expectation.NotTrustedIn).FirstOrDefault() is { } both)
            throw fields.Problem(null, $"{expectation} cannot be both trusted and not trusted in {both}");
    }

    private static DateTimeOffset Time(YamlFields fields, string text) => TimeArgument.TryParse(text, out var time)
        ? time
        : throw fields.Problem("at", $"'{text}' is no time; write 2026-11-20 or 2026-11-20T08:00:00Z");

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,62}$")]
    private static partial Regex Names();
}
