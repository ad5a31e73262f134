using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Crosspath.X509;

namespace Crosspath.Paths;

/// <summary>
/// Identities, and the certificates between them: a certificate is an edge from the identity whose key signed it to
/// the identity it names. An immutable snapshot, made by <see cref="Build"/>; everything in it is ordered by
/// fingerprint, so the same certificates give the same graph in whatever order they came.
/// </summary>
public sealed class TrustGraph
{
    private readonly FrozenDictionary<Fingerprint, int> _indexOf;
    private readonly int[] _subjects;
    private readonly IssuerLink[] _links;
    private readonly int[][] _into;
    private readonly int[][] _from;
    private readonly int[][] _bySubjectName;
    private readonly int[] _issuerNames;
    private readonly Dictionary<Fingerprint, Identity> _parameterSources;
    private readonly Lazy<bool> _hasPolicyConstraints;

    internal TrustGraph(TrustGraphBuilder builder)
    {
        Certificates = [.. builder.Certificates];
        Identities = [.. builder.Identities];
        _subjects = builder.Subjects;
        _issuerNames = builder.IssuerNames;
        _links = builder.Links;
        Exhausted = builder.Exhausted;
        _parameterSources = builder.ParameterSources;
        _bySubjectName = builder.IdentitiesByName;
        _indexOf = Certificates.Select((certificate, index) => (certificate.Fingerprint, index))
            .ToFrozenDictionary(pair => pair.Fingerprint, pair => pair.index);
        _hasPolicyConstraints = new Lazy<bool>(() => Certificates.Any(c => c.PolicyConstraints.IsPresent));
        _into = Group(_subjects);
        _from = Group([.. _links.Select(link => link.Issuer?.Index ?? -1)]);
    }

    /// <summary>Every certificate once, ordered by fingerprint.</summary>
    public ImmutableArray<Certificate> Certificates { get; }

    /// <summary>Every subject name and key once.</summary>
    public ImmutableArray<Identity> Identities { get; }

    /// <summary>The budget that ended the settling of issuers, so that edges may be missing; null when it did not.</summary>
    public string? Exhausted { get; }

    /// <summary>Links certificates to their issuers: candidates by name, ordered by key identifiers, settled by
    /// signature.</summary>
    /// <param name="certificates">In any order; those that are there twice count once.</param>
    /// <param name="options">Parallelism, and verdicts remembered from an earlier run.</param>
    /// <param name="cancellation">Checked between signatures.</param>
    public static TrustGraph Build(
        IEnumerable<Certificate> certificates, GraphOptions? options = null, CancellationToken cancellation = default)
    {
        var builder = new TrustGraphBuilder(certificates);
        new SignatureSettler(builder, options ?? new GraphOptions(), cancellation).Settle();
        return new TrustGraph(builder);
    }

    /// <summary>Finds a certificate by its fingerprint.</summary>
    public bool TryFind(Fingerprint fingerprint, [NotNullWhen(true)] out Certificate? certificate)
    {
        certificate = _indexOf.TryGetValue(fingerprint, out var index) ? Certificates[index] : null;
        return certificate is not null;
    }

    /// <summary>The identity that a certificate of the graph names.</summary>
    public Identity SubjectOf(Certificate certificate) => Identities[_subjects[IndexOf(certificate)]];

    /// <summary>Who signed a certificate of the graph.</summary>
    public IssuerLink IssuerOf(Certificate certificate) => _links[IndexOf(certificate)];

    /// <summary>The certificates that name an identity, whether or not their issuer is known.</summary>
    public IEnumerable<Certificate> CertificatesOf(Identity identity) =>
        _into[identity.Index].Select(index => Certificates[index]);

    /// <summary>Whether issuer and subject of a certificate, in the graph or not, are the same name.</summary>
    public bool IsSelfIssued(Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        if (!_indexOf.TryGetValue(certificate.Fingerprint, out var index)) return certificate.IsSelfIssued;
        return _issuerNames[index] == Identities[_subjects[index]].NameIndex;
    }

    /// <summary>Certificates that carry a subject key identifier, whatever their name.</summary>
    internal IEnumerable<Certificate> WithSubjectKeyIdentifier(ReadOnlyMemory<byte> identifier) =>
        Certificates.Where(certificate => certificate.SubjectKeyIdentifier.Span.SequenceEqual(identifier.Span));

    /// <summary>Whether any certificate has policyConstraints: only those make a policy necessary that the query does
    /// not ask for.</summary>
    internal bool HasPolicyConstraints => _hasPolicyConstraints.Value;

    /// <summary>Identities that bear the name by which a certificate calls its issuer.</summary>
    public IEnumerable<Identity> IssuerCandidates(Certificate certificate) =>
        IssuerCandidates(IndexOf(certificate)).Select(index => Identities[index]);

    /// <summary>Identities of a name.</summary>
    internal IEnumerable<Identity> IdentitiesNamed(Name name) => Identities.Where(identity => identity.Subject.Equals(name));

    /// <summary>Imports an identity's key, completed by its issuer's parameters where it lacks its own. The caller
    /// disposes of it.</summary>
    public PublicKey ImportKey(Identity identity)
    {
        var key = PublicKey.Import(identity.PublicKeyInfo.Span);
        if (!key.LacksDsaParameters || !_parameterSources.TryGetValue(identity.KeyId, out var source)) return key;
        using (key)
        {
            using var from = PublicKey.Import(source.PublicKeyInfo.Span);
            return key.WithDsaParametersOf(from);
        }
    }

    internal ReadOnlySpan<int> EdgesInto(int identity) => _into[identity];

    internal ReadOnlySpan<int> EdgesFrom(int identity) => _from[identity];

    internal int SubjectOf(int certificate) => _subjects[certificate];

    /// <summary>Index of the issuing identity, or -1.</summary>
    internal int IssuerOf(int certificate) => _links[certificate].Issuer?.Index ?? -1;

    internal int IndexOf(Certificate certificate) =>
        _indexOf.TryGetValue(certificate.Fingerprint, out var index)
            ? index
            : throw new ArgumentException("The certificate is not in this graph.", nameof(certificate));

    private int[] IssuerCandidates(int certificate) =>
        _issuerNames[certificate] is var name and >= 0 ? _bySubjectName[name] : [];

    // Certificates by identity; those of none (-1) are left out.
    private int[][] Group(int[] identities)
    {
        var lists = new List<int>?[Identities.Length];
        for (var i = 0; i < identities.Length; i++)
        {
            if (identities[i] >= 0) (lists[identities[i]] ??= []).Add(i);
        }
        return [.. lists.Select(list => list?.ToArray() ?? [])];
    }
}
