using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using Crosspath.Clients.Simulation;
using Crosspath.X509;

namespace Crosspath.Clients;

/// <summary>
/// What was found of certificates: their names, their keys, their signatures. Give one to the simulators of many
/// requests that have certificates in common, such as a store. Not for use by several threads at once.
/// </summary>
public sealed class ClientMemory : IDisposable
{
    private readonly Dictionary<Fingerprint, CertificateFacts> _facts = [];
    private readonly Dictionary<Fingerprint, int> _numbers = [];
    private readonly Dictionary<(int Child, int Key), bool> _signatures = [];
    private readonly Dictionary<int, PublicKey> _keys = [];
    private (ImmutableArray<Certificate> Roots, RootStore Store)? _latestStore;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var key in _keys.Values) key.Dispose();
    }

    /// <summary>Takes for granted that one certificate is signed by another's key: for certificates that are planned
    /// only, whose signature is still to be made.</summary>
    public void Assume(Certificate certificate, Certificate issuer)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(issuer);
        _signatures[(Of(certificate).Id, Of(issuer).Key)] = true;
    }

    /// <summary>The certificate with what there is to know of it.</summary>
    internal CertificateFacts Of(Certificate certificate)
    {
        if (_facts.TryGetValue(certificate.Fingerprint, out var facts)) return facts;
        var alternative = certificate.FindExtension(ExtensionOids.SubjectAlternativeName);
        var (subject, issuer) = (TextOf(certificate.Subject), TextOf(certificate.Issuer));
        facts = new CertificateFacts
        {
            Certificate = certificate,
            Id = _facts.Count,
            Subject = Number(certificate.Subject.ToCanonicalForm()),
            Issuer = Number(certificate.Issuer.ToCanonicalForm()),
            SubjectBytes = Number(certificate.Subject.Raw.Span),
            IssuerBytes = Number(certificate.Issuer.Raw.Span),
            SubjectText = Number(subject),
            IssuerText = Number(issuer),
            SubjectLowerText = Number(subject.ToLowerInvariant()),
            IssuerLowerText = Number(issuer.ToLowerInvariant()),
            Key = Number(certificate.PublicKeyInfo.Span),
            KeyIdentifierNumber = Number(certificate.SubjectKeyIdentifier.Span),
            IssuerKeyIdentifierNumber = Number(certificate.AuthorityKeyIdentifier.Span),
            AlternativeNames = alternative is { } names ? Number(names.Value.Span) : 0,
            AuthorityKey = certificate.AuthorityKey.Value,
            NameConstraints = certificate.NameConstraints.Value,
            ExtendedKeyUsage = certificate.ExtendedKeyUsage.Value,
            Names = certificate.SubjectAlternativeName.Value?.Names ?? [],
            KeyType = PublicKey.DescribeKeyType(certificate.PublicKeyInfo.Span),
            SignatureAlgorithm = SignatureAlgorithms.NameOf(certificate.SignatureAlgorithm.Span),
            Critical = [.. certificate.Extensions.ToArray()
                .Where(extension => extension.IsCritical).Select(extension => extension.Oid.ToString())],
            Locations = LocationsOf(certificate),
        };
        _facts.Add(certificate.Fingerprint, facts);
        return facts;
    }

    /// <summary>The store of some roots; the same one for the same roots.</summary>
    internal RootStore StoreOf(ImmutableArray<Certificate> roots)
    {
        if (_latestStore is { } latest && latest.Roots == roots) return latest.Store;
        var store = new RootStore([.. roots.Select(Of)]);
        _latestStore = (roots, store);
        return store;
    }

    /// <summary>Whether a certificate's signature verifies under another's key.</summary>
    internal bool IsSigned(CertificateFacts child, CertificateFacts issuer)
    {
        if (_signatures.TryGetValue((child.Id, issuer.Key), out var known)) return known;
        var certificate = child.Certificate;
        var verdict = KeyOf(issuer).Verify(
            certificate.SignatureAlgorithm.Span, certificate.SignedPart.Span, certificate.Signature.Span);
        return _signatures[(child.Id, issuer.Key)] = verdict == SignatureVerdict.Valid;
    }

    /// <summary>Whether a revocation list's signature verifies under a certificate's key.</summary>
    internal bool IsSigned(RevocationList list, CertificateFacts issuer) =>
        KeyOf(issuer).Verify(list.SignatureAlgorithm.Span, list.SignedPart.Span, list.Signature.Span)
            == SignatureVerdict.Valid;

    private PublicKey KeyOf(CertificateFacts issuer)
    {
        ref var key = ref CollectionsMarshal.GetValueRefOrAddDefault(_keys, issuer.Key, out _);
        return key ??= PublicKey.Import(issuer.Certificate.PublicKeyInfo.Span);
    }

    private static ImmutableArray<string> LocationsOf(Certificate certificate) =>
        [.. (certificate.AuthorityInformationAccess.Value?.Descriptions ?? [])
            .Where(access => access.Method == AccessDescriptions.CaIssuers
                && access.Location.Kind == GeneralNameKind.Uri
                && access.Location.Text.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            .Select(access => access.Location.Text)];

    // Each attribute with the number of its relative name, so that no two different names run into each other.
    private static string TextOf(Name name) => string.Concat(name.Attributes().Select(attribute =>
        $"{attribute.Rdn}:{attribute.Type}:{attribute.Text.Length}:{attribute.Text};"));

    private int Number(string text) => Number(Encoding.UTF8.GetBytes(text));

    // Nothing is 0.
    private int Number(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return 0;
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, Fingerprint.Of(bytes), out var known);
        if (!known) number = _numbers.Count;
        return number;
    }
}
