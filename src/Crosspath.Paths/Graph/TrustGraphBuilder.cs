using Crosspath.X509;

namespace Crosspath.Paths;

/// <summary>
/// The graph before signatures are known: certificates in order, names and keys as dense numbers, and for every
/// certificate the identities that bear its issuer's name.
/// </summary>
internal sealed class TrustGraphBuilder
{
    private readonly Dictionary<ReadOnlyMemory<byte>, int> _namesByBytes = new(ByteComparer.Instance);
    private readonly Dictionary<ReadOnlyMemory<byte>, int> _namesByForm = new(ByteComparer.Instance);
    private readonly Dictionary<(int Name, Fingerprint Key), int> _identities = [];

    public TrustGraphBuilder(IEnumerable<Certificate> certificates)
    {
        Certificates = [.. certificates.DistinctBy(certificate => certificate.Fingerprint)];
        Certificates.Sort((left, right) => left.Fingerprint.CompareTo(right.Fingerprint));
        Subjects = new int[Certificates.Count];
        IssuerNames = new int[Certificates.Count];
        Links = new IssuerLink[Certificates.Count];
        for (var i = 0; i < Certificates.Count; i++) AddIdentity(i);
        var names = _namesByForm.Count;
        for (var i = 0; i < Certificates.Count; i++) IssuerNames[i] = FindName(Certificates[i].Issuer, names);
        IdentitiesByName = GroupByName(names);
    }

    public List<Certificate> Certificates { get; }

    public List<Identity> Identities { get; } = [];

    /// <summary>The identity that each certificate names.</summary>
    public int[] Subjects { get; }

    /// <summary>The number of each certificate's issuer name; -1 when no certificate bears it.</summary>
    public int[] IssuerNames { get; }

    public int[][] IdentitiesByName { get; }

    /// <summary>Filled by <see cref="SignatureSettler"/>.</summary>
    public IssuerLink[] Links { get; }

    /// <summary>For DSA keys without parameters, the identity whose they inherit (RFC 3279 section
    /// 2.3.2), which has some of its own. Filled by <see cref="SignatureSettler"/>.</summary>
    public Dictionary<Fingerprint, Identity> ParameterSources { get; } = [];

    /// <summary>The budget that left issuers unsettled; null when all are settled.</summary>
    public string? Exhausted { get; set; }

    private void AddIdentity(int index)
    {
        var certificate = Certificates[index];
        var name = NumberOf(certificate.Subject);
        if (!_identities.TryGetValue((name, certificate.KeyId), out var identity))
        {
            identity = Identities.Count;
            _identities.Add((name, certificate.KeyId), identity);
            Identities.Add(new Identity(identity, name, certificate));
        }
        Subjects[index] = identity;
    }

    // The canonical form is made once for each distinct encoding of a name.
    private int NumberOf(Name name)
    {
        if (_namesByBytes.TryGetValue(name.Raw, out var number)) return number;
        var form = name.ToCanonicalForm();
        if (!_namesByForm.TryGetValue(form, out number))
        {
            number = _namesByForm.Count;
            _namesByForm.Add(form, number);
        }
        _namesByBytes.Add(name.Raw, number);
        return number;
    }

    private int FindName(Name issuer, int subjectNames)
    {
        var number = NumberOf(issuer);
        return number < subjectNames ? number : -1;
    }

    private int[][] GroupByName(int names)
    {
        var groups = new List<int>[names];
        foreach (var identity in Identities) (groups[identity.NameIndex] ??= []).Add(identity.Index);
        return [.. groups.Select(group => group?.ToArray() ?? [])];
    }

    private sealed class ByteComparer : IEqualityComparer<ReadOnlyMemory<byte>>
    {
        public static ByteComparer Instance { get; } = new();

        public bool Equals(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right) =>
            left.Span.SequenceEqual(right.Span);

        public int GetHashCode(ReadOnlyMemory<byte> bytes)
        {
            var hash = new HashCode();
            hash.AddBytes(bytes.Span);
            return hash.ToHashCode();
        }
    }
}
