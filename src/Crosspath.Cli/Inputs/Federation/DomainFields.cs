using Crosspath.Authority.CrossSigning;
using Crosspath.Federations;
using Crosspath.X509;

namespace Crosspath.Cli.Inputs;

/// <summary>A domain of federation.yaml.</summary>
internal static class DomainFields
{
    internal static readonly string[] Fields =
        ["root", "sha256", "key", "realm", "issuing", "trust", "hub", "isolated", "publish", "bundle", "rollover"];

    internal static readonly string[] RealmFields = ["dns", "email", "uri", "ip", "directory"];

    internal static readonly string[] PublishFields =
        ["crl", "crlFile", "crlDays", "ocsp", "ocspHours", "caIssuers"];

    internal static readonly string[] BundleFields = ["formats", "refreshDays", "spiffe"];

    internal static readonly string[] RolloverFields = ["root", "key", "step", "crl"];

    /// <summary>The words for the steps of a rollover.</summary>
    internal static readonly string[] Steps =
        [.. Enum.GetNames<RolloverStep>().Select(name => name.ToLowerInvariant())];

    /// <summary>Reads it.</summary>
    public static FederationDomain Read(YamlFields domains, string name)
    {
        var fields = domains.Mapping(name)!;
        fields.AllowOnly(Fields);
        return new FederationDomain
        {
            Name = name,
            RootFile = Needed(fields, "root", name),
            RootFingerprint = Fingerprint(fields),
            Key = Key(fields, name),
            Realm = Realm(fields),
            IssuingFiles = fields.Texts("issuing", File) ?? [],
            TrustFiles = fields.Texts("trust", File) ?? [],
            IsHub = fields.Flag("hub"),
            IsIsolated = fields.Flag("isolated"),
            Publication = Publication(fields),
            Bundle = Bundle(fields),
            Rollover = fields.Mapping("rollover") is { } rollover ? Rollover(rollover, name) : null,
        };
    }

    private static string Needed(YamlFields fields, string field, string name) =>
        fields.Text(field) is { Length: > 0 } text ? text : throw fields.Problem(null, $"{name} has no '{field}'");

    private static string File(string text, Func<string, UsageException> fail) =>
        text.Length > 0 ? text : throw fail("a file has a name");

    private static KeyReference Key(YamlFields fields, string name)
    {
        var text = Needed(fields, "key", name);
        if (text.Contains("pin-value", StringComparison.OrdinalIgnoreCase))
            throw fields.Problem("key", "a PIN does not belong into this file; give it by --password-file or "
                + "--password-env");
        return KeyReference.Parse(text);
    }

    private static Fingerprint? Fingerprint(YamlFields fields)
    {
        if (fields.Text("sha256") is not { } text) return null;
        return X509.Fingerprint.TryParse(
            text.Replace(":", "", StringComparison.Ordinal).ToLowerInvariant(), out var fingerprint)
            ? fingerprint
            : throw fields.Problem("sha256", $"'{text}' is no SHA-256 of a certificate");
    }

    private static Realm Realm(YamlFields fields)
    {
        if (fields.Mapping("realm") is not { } realm) return Federations.Realm.None;
        realm.AllowOnly(RealmFields);
        return new Realm([.. RealmFields.SelectMany(kind => realm.Texts(kind, (text, fail) =>
            CrossSignConstraints.NameOf(kind, text) is null
                ? throw fail($"'{text}' is no {kind} name constraint")
                : (kind, text)) ?? [])]);
    }

    private static PublicationSettings Publication(YamlFields fields)
    {
        var usual = new PublicationSettings();
        if (fields.Mapping("publish") is not { } publish) return usual;
        publish.AllowOnly(PublishFields);
        return new PublicationSettings
        {
            RevocationLists = publish.Texts("crl", ConstraintsFile.Address) ?? [],
            ListFile = publish.Text("crlFile"),
            ListDays = publish.Number("crlDays", 1, 397) ?? usual.ListDays,
            Ocsp = publish.Texts("ocsp", ConstraintsFile.Address) ?? [],
            OcspHours = publish.Number("ocspHours", 1, 24 * 30) ?? usual.OcspHours,
            CaIssuers = publish.Texts("caIssuers", ConstraintsFile.Address) ?? [],
        };
    }

    private static BundleSettings Bundle(YamlFields fields)
    {
        var usual = new BundleSettings();
        if (fields.Mapping("bundle") is not { } bundle) return usual;
        bundle.AllowOnly(BundleFields);
        return new BundleSettings
        {
            Formats = bundle.Texts("formats", Format) ?? usual.Formats,
            RefreshDays = bundle.Number("refreshDays", 1, 397) ?? usual.RefreshDays,
            SpiffeTrustDomain = bundle.Text("spiffe"),
        };
    }

    /// <summary>A form of bundles.</summary>
    internal static string Format(string text, Func<string, UsageException> fail)
    {
        var names = BundleFormat.All.Select(format => format.Name).ToList();
        if (names.Contains(text)) return text;
        throw fail(NearWord.Of(text, names) is { } near
            ? $"there is no bundle format '{text}'; did you mean '{near}'?"
            : $"there is no bundle format '{text}'; known are {string.Join(", ", names)}");
    }

    private static RolloverSettings Rollover(YamlFields fields, string name)
    {
        fields.AllowOnly(RolloverFields);
        var step = fields.Text("step") ?? Steps[0];
        var number = Array.IndexOf(Steps, step);
        if (number < 0)
        {
            throw fields.Problem("step", NearWord.Of(step, Steps) is { } near
                ? $"there is no step '{step}'; did you mean '{near}'?"
                : $"there is no step '{step}'; they are {string.Join(", ", Steps)}");
        }
        return new RolloverSettings(Needed(fields, "root", name), Key(fields, name), (RolloverStep)number)
        {
            RevocationLists = fields.Texts("crl", ConstraintsFile.Address) ?? [],
        };
    }
}
