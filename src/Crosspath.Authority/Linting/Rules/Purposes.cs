using Crosspath.X509;
using Crosspath.X509.Der;

namespace Crosspath.Authority.Linting.Rules;

/// <summary>Sets of extended key usages (RFC 5280 section 4.2.1.12), as policies compare them.</summary>
internal sealed class Purposes
{
    public const string Any = "2.5.29.37.0";
    public const string Server = "1.3.6.1.5.5.7.3.1";
    public const string Client = "1.3.6.1.5.5.7.3.2";
    public const string Code = "1.3.6.1.5.5.7.3.3";
    public const string Email = "1.3.6.1.5.5.7.3.4";
    public const string TimeStamping = "1.3.6.1.5.5.7.3.8";

    private readonly HashSet<string> _oids;
    private readonly string _names;

    private Purposes(IReadOnlyCollection<ObjectIdentifier> oids)
    {
        _oids = [.. oids.Select(oid => oid.ToString())];
        _names = oids.Count == 0 ? "nothing" : string.Join(", ", oids.Order().Select(ObjectIdentifierNames.Of));
    }

    /// <summary>Those of a certificate; null when it names none.</summary>
    public static Purposes? Of(Certificate certificate) =>
        certificate.ExtendedKeyUsage.Value is { } usage ? new Purposes(usage.Purposes) : null;

    public bool Has(string oid) => _oids.Contains(oid);

    /// <summary>Whether these are the purposes, and no other.</summary>
    public bool Are(params IEnumerable<string> oids) => _oids.SetEquals(oids);

    public bool Equal(Purposes other) => _oids.SetEquals(other._oids);

    /// <summary>The names, as people write them.</summary>
    public override string ToString() => _names;
}
