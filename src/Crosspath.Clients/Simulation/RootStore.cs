using System.Collections.Immutable;

namespace Crosspath.Clients.Simulation;

/// <summary>A trust store in its load order, with indexes by name and key identifier that are made when they are asked
/// for: stores hold hundreds of roots, and of them a chain needs one or two.</summary>
internal sealed class RootStore
{
    private readonly HashSet<int> _ids;
    private readonly Dictionary<NameComparison, ILookup<int, CertificateFacts>> _byName = [];
    private readonly Lazy<ILookup<int, CertificateFacts>> _byKeyIdentifier;
    private readonly Lazy<HashSet<int>> _names;
    private readonly Lazy<ImmutableArray<CertificateFacts>> _issuedByOthers;

    /// <summary>Takes the roots in load order.</summary>
    public RootStore(ImmutableArray<CertificateFacts> all)
    {
        All = all;
        _ids = [.. all.Select(root => root.Id)];
        _byKeyIdentifier = new(() => all.ToLookup(root => root.KeyIdentifierNumber));
        _names = new(() => [.. all.Select(root => root.Subject)]);
        _issuedByOthers = new(() => [.. all.Where(root => !root.IsSelfIssuedInOctets)]);
    }

    /// <summary>Every root.</summary>
    public ImmutableArray<CertificateFacts> All { get; }

    /// <summary>The roots whose issuer is, octet by octet, not themselves.</summary>
    public ImmutableArray<CertificateFacts> IssuedByOthers => _issuedByOthers.Value;

    /// <summary>Whether a certificate is one of them.</summary>
    public bool Contains(CertificateFacts certificate) => _ids.Contains(certificate.Id);

    /// <summary>Whether a root bears a name, by its number.</summary>
    public bool HasName(int name) => _names.Value.Contains(name);

    /// <summary>The roots that bear the name of a certificate's issuer.</summary>
    public IEnumerable<CertificateFacts> NamedAsIssuerOf(CertificateFacts child, NameComparison comparison) =>
        ByName(comparison)[child.IssuerNumber(comparison)];

    /// <summary>The roots that bear the name with a number.</summary>
    public IEnumerable<CertificateFacts> Named(int name, NameComparison comparison) => ByName(comparison)[name];

    /// <summary>The roots with a subjectKeyIdentifier, by its number.</summary>
    public IEnumerable<CertificateFacts> WithKeyIdentifier(int number) => _byKeyIdentifier.Value[number];

    private ILookup<int, CertificateFacts> ByName(NameComparison comparison)
    {
        if (_byName.TryGetValue(comparison, out var index)) return index;
        return _byName[comparison] = All.ToLookup(root => root.SubjectNumber(comparison));
    }
}
