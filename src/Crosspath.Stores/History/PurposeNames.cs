using System.Collections.Immutable;
using Crosspath.X509.Der;

namespace Crosspath.Stores.History;

/// <summary>The short names by which history rows call extended key usages.</summary>
internal static class PurposeNames
{
    /// <summary>Stands for no restriction at all.</summary>
    public const string All = "all";

    private static readonly (string Name, ObjectIdentifier Oid)[] Known =
    [
        ("server", ObjectIdentifier.Parse("1.3.6.1.5.5.7.3.1")),
        ("client", ObjectIdentifier.Parse("1.3.6.1.5.5.7.3.2")),
        ("code", ObjectIdentifier.Parse("1.3.6.1.5.5.7.3.3")),
        ("email", ObjectIdentifier.Parse("1.3.6.1.5.5.7.3.4")),
        ("ipsec-end", ObjectIdentifier.Parse("1.3.6.1.5.5.7.3.5")),
        ("ipsec-tunnel", ObjectIdentifier.Parse("1.3.6.1.5.5.7.3.6")),
        ("ipsec-user", ObjectIdentifier.Parse("1.3.6.1.5.5.7.3.7")),
        ("timestamp", ObjectIdentifier.Parse("1.3.6.1.5.5.7.3.8")),
        ("ocsp", ObjectIdentifier.Parse("1.3.6.1.5.5.7.3.9")),
        ("ike", ObjectIdentifier.Parse("1.3.6.1.5.5.8.2.2")),
        ("efs", ObjectIdentifier.Parse("1.3.6.1.4.1.311.10.3.4")),
        ("document", ObjectIdentifier.Parse("1.3.6.1.4.1.311.10.3.12")),
        ("smartcard", ObjectIdentifier.Parse("1.3.6.1.4.1.311.20.2.2")),
    ];

    public static ObjectIdentifier Server => Known[0].Oid;

    public static ObjectIdentifier Email => Known[3].Oid;

    /// <summary>An identifier by its short name or in dotted decimal.</summary>
    public static bool TryParse(string text, out ObjectIdentifier oid)
    {
        foreach (var (name, known) in Known)
        {
            if (name != text) continue;
            oid = known;
            return true;
        }
        return ObjectIdentifier.TryParse(text, out oid);
    }

    /// <summary>The short name, or dotted decimal where there is none.</summary>
    public static string NameOf(ObjectIdentifier oid)
    {
        foreach (var (name, known) in Known)
        {
            if (known == oid) return name;
        }
        return oid.ToString();
    }

    /// <summary>Short names in order, for people.</summary>
    public static string Text(ImmutableArray<ObjectIdentifier>? purposes) =>
        purposes is not { } some ? All : string.Join(' ', some.Select(NameOf));
}
