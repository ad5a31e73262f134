using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using Crosspath.X509;

namespace Crosspath.Clients.Simulation;

/// <summary>
/// The certificates of one request, each read once, and the verdicts on their signatures, each found once: all clients
/// share them.
/// </summary>
internal sealed class Surroundings : IDisposable
{
    private readonly Dictionary<Fingerprint, CertificateFacts> _facts = [];
    private readonly Dictionary<Fingerprint, int> _numbers = [];
    private readonly Dictionary<(int Child, int Key), bool> _signatures = [];
    private readonly Dictionary<int, PublicKey> _keys = [];
    private readonly Dictionary<string, ImmutableArray<CertificateFacts>> _fetched = [];
    private readonly Dictionary<(int Certificate, int Issuer), RevocationStatus> _revocations = [];

    /// <summary>Reads a request's certificates.</summary>
    public Surroundings(ClientRequest request)
    {
        Request = request;
        Served = [.. request.Served.Select(Of)];
        Roots = [.. request.Roots.Select(Of)];
        Cached = [.. request.Cached.Select(Of)];
    }

    /// <summary>What was asked.</summary>
    public ClientRequest Request { get; }

    /// <summary>The server's list, the leaf first.</summary>
    public ImmutableArray<CertificateFacts> Served { get; }

    /// <summary>The trust store.</summary>
    public ImmutableArray<CertificateFacts> Roots { get; }

    /// <summary>Local intermediates.</summary>
    public ImmutableArray<CertificateFacts> Cached { get; }

    /// <summary>What a location gives.</summary>
    public ImmutableArray<CertificateFacts> Fetch(string location)
    {
        if (_fetched.TryGetValue(location, out var found)) return found;
        found = Request.Fetchable.TryGetValue(location, out var certificates)
            ? [.. certificates.Select(Of)]
            : [];
        return _fetched[location] = found;
    }

    /// <summary>Whether a certificate's signature verifies under another's key.</summary>
    public bool IsSigned(CertificateFacts child, CertificateFacts issuer)
    {
        if (_signatures.TryGetValue((child.Id, issuer.Key), out var known)) return known;
        if (!_keys.TryGetValue(issuer.Key, out var key))
            _keys.Add(issuer.Key, key = PublicKey.Import(issuer.Certificate.PublicKeyInfo.Span));
        var certificate = child.Certificate;
        var verdict = key.Verify(
            certificate.SignatureAlgorithm.Span, certificate.SignedPart.Span, certificate.Signature.Span);
        return _signatures[(child.Id, issuer.Key)] = verdict == SignatureVerdict.Valid;
    }

    /// <summary>What the revocation lists at hand say of a certificate under its issuer's key.</summary>
    public RevocationStatus StatusOf(CertificateFacts certificate, CertificateFacts issuer)
    {
        if (_revocations.TryGetValue((certificate.Id, issuer.Id), out var known)) return known;
        var status = RevocationStatus.NoList;
        foreach (var list in Request.RevocationLists)
        {
            if (list.Issuer != certificate.Certificate.Issuer) continue;
            if (!IsSigned(list, issuer) || list.NextUpdate < Request.At)
            {
                if (status == RevocationStatus.NoList) status = RevocationStatus.Unsound;
                continue;
            }
            if (list.Find(list.Issuer, certificate.Certificate.SerialNumber.Span) is not null)
            {
                status = RevocationStatus.Revoked;
                break;
            }
            status = list.IssuingDistributionPoint.IsPresent ? RevocationStatus.GoodAtPoint : RevocationStatus.Good;
        }
        return _revocations[(certificate.Id, issuer.Id)] = status;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var key in _keys.Values) key.Dispose();
    }

    private bool IsSigned(RevocationList list, CertificateFacts issuer)
    {
        if (!_keys.TryGetValue(issuer.Key, out var key))
            _keys.Add(issuer.Key, key = PublicKey.Import(issuer.Certificate.PublicKeyInfo.Span));
        return key.Verify(list.SignatureAlgorithm.Span, list.SignedPart.Span, list.Signature.Span)
            == SignatureVerdict.Valid;
    }

    private CertificateFacts Of(Certificate certificate)
    {
        if (_facts.TryGetValue(certificate.Fingerprint, out var facts)) return facts;
        var alternative = certificate.FindExtension(ExtensionOids.SubjectAlternativeName);
        facts = new CertificateFacts
        {
            Certificate = certificate,
            Id = _facts.Count,
            Subject = Number(certificate.Subject.ToCanonicalForm()),
            Issuer = Number(certificate.Issuer.ToCanonicalForm()),
            SubjectBytes = Number(certificate.Subject.Raw.Span),
            IssuerBytes = Number(certificate.Issuer.Raw.Span),
            SubjectText = Number(TextOf(certificate.Subject)),
            IssuerText = Number(TextOf(certificate.Issuer)),
            SubjectLowerText = Number(TextOf(certificate.Subject).ToLowerInvariant()),
            IssuerLowerText = Number(TextOf(certificate.Issuer).ToLowerInvariant()),
            Key = Number(certificate.PublicKeyInfo.Span),
            AlternativeNames = alternative is { } names ? Number(names.Value.Span) : 0,
            AuthorityKey = certificate.AuthorityKey.Value,
            NameConstraints = certificate.NameConstraints.Value,
            ExtendedKeyUsage = certificate.ExtendedKeyUsage.Value,
            Names = certificate.SubjectAlternativeName.Value?.Names ?? [],
            KeyType = PublicKey.DescribeKeyType(certificate.PublicKeyInfo.Span),
            SignatureAlgorithm = SignatureAlgorithms.NameOf(certificate.SignatureAlgorithm.Span),
            Critical = [.. certificate.Extensions.ToArray().Where(e => e.IsCritical).Select(e => e.Oid)],
            Locations = LocationsOf(certificate),
        };
        _facts.Add(certificate.Fingerprint, facts);
        return facts;
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

    private int Number(ReadOnlySpan<byte> bytes)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, Fingerprint.Of(bytes), out var known);
        if (!known) number = _numbers.Count;
        return number;
    }
}
