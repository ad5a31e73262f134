using System.Collections.Immutable;
using Crosspath.Authority.CrossSigning;
using Crosspath.Authority.Linting;
using Crosspath.Federations;

namespace Crosspath.Cli.Inputs;

/// <summary>The agreements of federation.yaml.</summary>
/// <param name="file">The file's fields.</param>
/// <param name="domain">Reads a domain's name.</param>
internal sealed class AgreementFields(YamlFields file, Func<string, Func<string, UsageException>, string> domain)
{
    internal static readonly string[] Fields =
    [
        "name", "from", "to", "mutual", "template", "validity", "renewBefore", "proof", "constraints", "back", "waive",
    ];

    private readonly Dictionary<(string From, string To), string> _agreed = [];
    private readonly HashSet<string> _names = [];

    /// <summary>Reads them.</summary>
    public ImmutableArray<Agreement> Read() => file.Mappings("agreements", Read) ?? [];

    private Agreement Read(YamlFields fields)
    {
        fields.AllowOnly(Fields);
        var (from, to) = (Domain(fields, "from"), Domain(fields, "to"));
        if (from == to) throw fields.Problem("to", $"{from} cannot agree with itself");
        var name = FederationFile.Name(fields, fields.Text("name") ?? $"{from}-{to}");
        if (name == "rollover") throw fields.Problem("name", "'rollover' is the name of what rollovers sign");
        var constraints = fields.Mapping("constraints") is { } bounds
            ? ConstraintsFile.Read(bounds)
            : new CrossSignConstraints();
        var agreement = new Agreement(name, from, to)
        {
            IsMutual = fields.Flag("mutual"),
            Template = Template(fields),
            Constraints = ConstraintsFile.WithValidity(fields, constraints),
            Back = fields.Mapping("back") is { } back ? ConstraintsFile.Read(back) : new CrossSignConstraints(),
            RenewBeforeDays = fields.Number("renewBefore", 0, 3650) ?? 30,
            NeedsProof = fields.Flag("proof"),
            Waivers = fields.Mapping("waive") is { } waive ? [.. waive.Names.Select(rule => Waiver(waive, rule))] : [],
        };
        CheckOverlap(fields, agreement);
        return agreement;
    }

    // Two agreements on the same way would each want a certificate of its own, and the wider one would win.
    private void CheckOverlap(YamlFields fields, Agreement agreement)
    {
        if (!_names.Add(agreement.Name))
            throw fields.Problem("name", $"there is an agreement '{agreement.Name}' already");
        if (!agreement.IsMutual && fields.Has("back"))
            throw fields.Problem("back", "there is no way back: the agreement is not mutual");
        foreach (var (from, to, _) in agreement.Ways)
        {
            if (!_agreed.TryAdd((from, to), agreement.Name))
                throw fields.Problem(null,
                    $"'{agreement.Name}' overlaps '{_agreed[(from, to)]}': both let {from} sign {to}");
        }
    }

    private string Domain(YamlFields fields, string field) => fields.Text(field) is { } name
        ? domain(name, message => fields.Problem(field, message))
        : throw fields.Problem(null, $"'{field}' is missing");

    private static CrossSignTemplate Template(YamlFields fields)
    {
        var name = fields.Text("template") ?? "partition";
        if (name != "reissue" && CrossSignTemplate.Find(name) is { } template) return template;
        var names = CrossSignTemplate.All.Select(known => known.Name).Where(known => known != "reissue").ToList();
        throw fields.Problem("template", NearWord.Of(name, names) is { } near
            ? $"there is no template '{name}'; did you mean '{near}'?"
            : $"there is no template '{name}'; known are {string.Join(", ", names)}");
    }

    private static Waiver Waiver(YamlFields waive, string rule)
    {
        var known = LintPack.All.SelectMany(pack => pack.Rules).Select(one => one.Id).ToList();
        if (!known.Contains(rule))
        {
            throw waive.Problem(rule, NearWord.Of(rule, known) is { } near
                ? $"there is no rule '{rule}'; did you mean '{near}'?"
                : $"there is no rule '{rule}'; see docs/lint-rules.md");
        }
        var reason = waive.Text(rule)!.Trim();
        return reason.Length > 0
            ? new Waiver(rule, reason)
            : throw waive.Problem(rule, $"{rule}: waived without a reason");
    }
}
