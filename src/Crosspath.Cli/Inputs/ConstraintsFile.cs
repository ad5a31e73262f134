using System.Collections.Immutable;
using Crosspath.Authority;
using Crosspath.Authority.CrossSigning;
using Crosspath.X509.Der;

namespace Crosspath.Cli.Inputs;

/// <summary>The constraints of a cross-certificate as YAML. What is not known is refused with its line, for a
/// constraint that was misspelt must not be one that is missing.</summary>
internal sealed class ConstraintsFile
{
    private static readonly Dictionary<string, string> PurposeNames = new()
    {
        ["serverAuth"] = "1.3.6.1.5.5.7.3.1",
        ["clientAuth"] = "1.3.6.1.5.5.7.3.2",
        ["codeSigning"] = "1.3.6.1.5.5.7.3.3",
        ["emailProtection"] = "1.3.6.1.5.5.7.3.4",
        ["timeStamping"] = "1.3.6.1.5.5.7.3.8",
        ["OCSPSigning"] = "1.3.6.1.5.5.7.3.9",
        ["any"] = "2.5.29.37.0",
    };

    // A hundred years, and more certificates than any path has.
    private const int MostDays = 36_525;
    private const int MostCertificates = 100;

    private readonly YamlFields _fields;

    private ConstraintsFile(YamlFields fields) => _fields = fields;

    /// <summary>Reads a file.</summary>
    /// <exception cref="UsageException">The file cannot be read, or says what is not understood.</exception>
    public static CrossSignConstraints Read(string path) =>
        new ConstraintsFile(YamlFields.OfFile(path)).Read();

    /// <summary>Reads the same fields within another file.</summary>
    /// <exception cref="UsageException">They say what is not understood.</exception>
    public static CrossSignConstraints Read(YamlFields fields) => new ConstraintsFile(fields).Read();

    /// <summary>Reads <c>validity</c> out of other fields, over constraints that are known already.</summary>
    /// <exception cref="UsageException">It says what is not understood.</exception>
    public static CrossSignConstraints WithValidity(YamlFields fields, CrossSignConstraints constraints) =>
        new ConstraintsFile(fields).WithValidity(constraints);

    /// <summary>An address of revocation lists, certificates or OCSP.</summary>
    public static string Address(string text, Func<string, UsageException> fail) =>
        text.All(char.IsAscii) && Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https" or "ldap"
            ? text
            : throw fail($"'{text}' is no HTTP or LDAP address");

    private CrossSignConstraints Read()
    {
        _fields.AllowOnly("validity", "pathLength", "purposes", "names", "policies", "mappings",
            "requireExplicitPolicy",
            "inhibitPolicyMapping", "inhibitAnyPolicy", "crl", "caIssuers", "ocsp", "caRepository");
        var constraints = new CrossSignConstraints
        {
            PathLength = Number("pathLength"),
            Purposes = _fields.Texts("purposes", Purpose),
            Policies = _fields.Texts("policies", Oid),
            Mappings = Mappings(),
            RequireExplicitPolicy = Number("requireExplicitPolicy"),
            InhibitPolicyMapping = Number("inhibitPolicyMapping"),
            InhibitAnyPolicy = Number("inhibitAnyPolicy"),
            RevocationLists = _fields.Texts("crl", Address),
            CaIssuers = _fields.Texts("caIssuers", Address),
            Ocsp = _fields.Texts("ocsp", Address),
            CaRepository = _fields.Texts("caRepository", Address),
        };
        return WithNames(WithValidity(constraints));
    }

    private CrossSignConstraints WithValidity(CrossSignConstraints constraints)
    {
        if (_fields.Mapping("validity") is not { } validity) return constraints;
        validity.AllowOnly("from", "until", "days");
        if (validity.Has("until") && validity.Has("days"))
            throw validity.Problem("days", "until and days exclude each other");
        return constraints with
        {
            NotBefore = validity.Text("from") is { } from ? Time(validity, "from", from) : null,
            NotAfter = validity.Text("until") is { } until ? Time(validity, "until", until) : null,
            Days = validity.Number("days", 1, MostDays),
        };
    }

    private CrossSignConstraints WithNames(CrossSignConstraints constraints)
    {
        if (_fields.Mapping("names") is not { } names) return constraints;
        names.AllowOnly("permitted", "excluded");
        return constraints with
        {
            PermittedNames = Names(names, "permitted"),
            ExcludedNames = Names(names, "excluded"),
        };
    }

    private static ImmutableArray<GeneralNameDraft>? Names(YamlFields parent, string which)
    {
        if (parent.Mapping(which) is not { } kinds) return null;
        string[] known = ["dns", "email", "uri", "ip", "directory"];
        kinds.AllowOnly(known);
        return [.. known.SelectMany(kind => kinds.Texts(kind, (text, fail) =>
            CrossSignConstraints.NameOf(kind, text) ?? throw fail($"'{text}' is no {kind} name constraint")) ?? [])];
    }

    private ImmutableArray<(string Issuer, string Subject)>? Mappings() => _fields.Mappings("mappings", mapping =>
    {
        mapping.AllowOnly("issuer", "subject");
        if (!mapping.Has("issuer") || !mapping.Has("subject"))
            throw mapping.Problem(null, "a mapping has an issuer and a subject");
        return (Oid(mapping.Text("issuer")!, text => mapping.Problem("issuer", text)),
            Oid(mapping.Text("subject")!, text => mapping.Problem("subject", text)));
    });

    private int? Number(string name) => _fields.Number(name, 0, MostCertificates);

    private static DateTimeOffset Time(YamlFields fields, string name, string text)
    {
        try
        {
            return TimeArgument.Parse(name, text);
        }
        catch (UsageException e)
        {
            throw fields.Problem(name, e.Message);
        }
    }

    private static string Purpose(string text, Func<string, UsageException> fail)
    {
        if (PurposeNames.TryGetValue(text, out var oid)) return oid;
        if (ObjectIdentifier.TryParse(text, out _)) return text;
        throw fail(NearWord.Of(text, PurposeNames.Keys) is { } near
            ? $"there is no purpose '{text}'; did you mean '{near}'?"
            : $"there is no purpose '{text}'; write {string.Join(", ", PurposeNames.Keys)}, or an object identifier");
    }

    private static string Oid(string text, Func<string, UsageException> fail) =>
        ObjectIdentifier.TryParse(text, out _) ? text : throw fail($"'{text}' is no object identifier");
}
