using System.Collections.Immutable;
using Crosspath.Census.Realms;
using Crosspath.X509;

namespace Crosspath.Cli.Inputs;

/// <summary>Realms and agreements as YAML.</summary>
internal static class RealmFile
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="UsageException">The file cannot be read, or says what is not understood.</exception>
    public static RealmBook Read(string path)
    {
        var fields = YamlFields.OfFile(path);
        fields.AllowOnly("realms", "agreements");
        var realms = fields.Mappings("realms", ReadRealm) ?? [];
        var names = realms.Select(realm => realm.Name).ToHashSet();
        var agreements = fields.Mappings("agreements", agreement => ReadAgreement(agreement, names)) ?? [];
        return new RealmBook(realms, agreements);
    }

    private static Realm ReadRealm(YamlFields fields)
    {
        fields.AllowOnly("name", "stores", "subjects", "certificates");
        var name = fields.Text("name") ?? throw fields.Problem(null, "a realm wants a name");
        return new Realm(
            name,
            fields.Texts("stores", (text, _) => text) ?? [],
            fields.Texts("subjects", (text, _) => text) ?? [],
            (fields.Texts("certificates", ReadFingerprint) ?? []).ToImmutableHashSet());
    }

    private static Agreement ReadAgreement(YamlFields fields, HashSet<string> names)
    {
        fields.AllowOnly("from", "to");
        string Name(string field) =>
            fields.Text(field) is not { } name ? throw fields.Problem(null, $"an agreement wants a field {field}")
            : names.Contains(name) ? name
            : throw fields.Problem(field, $"there is no realm '{name}'");
        return new Agreement(Name("from"), Name("to"));
    }

    private static Fingerprint ReadFingerprint(string text, Func<string, UsageException> problem) =>
        Fingerprint.TryParse(text, out var fingerprint) ? fingerprint : throw problem($"'{text}' is no SHA-256 of 64 hex digits");
}
