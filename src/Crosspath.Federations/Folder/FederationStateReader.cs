using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Crosspath.Authority.CrossSigning;
using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Federations;

/// <summary>Reads what the files say. What came from another domain is believed only as far as signatures go.</summary>
internal sealed class FederationStateReader(Federation federation, FederationFolder folder)
{
    // A request is a page of text, and a folder holds a certificate for each renewal of each agreement.
    private const int LargestRequest = 1 << 20;
    private const int MostFiles = 10_000;

    private readonly List<string> _problems = [];

    public FederationState Read()
    {
        var domains = federation.Domains.Select(ReadDomain).ToImmutableArray();
        var leaves = ImmutableDictionary.CreateBuilder<string, Certificate>();
        foreach (var workload in federation.Workloads)
        {
            if (Certificates(workload.LeafFile, isNeeded: true) is [var leaf, ..]) leaves[workload.Name] = leaf;
        }
        return new FederationState(domains, leaves.ToImmutable(), [.. _problems]);
    }

    private DomainState ReadDomain(FederationDomain domain)
    {
        var issuers = Issuers(domain).ToImmutableArray();
        return new DomainState(domain)
        {
            Issuers = issuers,
            Issuing = Issuing(domain, issuers),
            Trust = [.. domain.TrustFiles.SelectMany(file => Certificates(file, isNeeded: true))],
            Crosses = [.. Crosses(domain, issuers)],
            Request = Request(domain),
        };
    }

    private IEnumerable<DomainIssuer> Issuers(FederationDomain domain)
    {
        if (Root(domain) is { } root)
        {
            yield return WithList(new DomainIssuer(domain.Name, root, domain.Key, folder.ListOf(domain))
            {
                ListAddresses = domain.Publication.RevocationLists,
                OcspAddresses = domain.Publication.Ocsp,
                CaIssuers = domain.Publication.CaIssuers,
            });
        }
        if (domain.Rollover is { } rollover && Certificates(rollover.RootFile, isNeeded: true) is [var next, ..])
        {
            yield return WithList(
                new DomainIssuer(domain.Name, next, rollover.Key, folder.ListOf(domain, isNext: true))
                {
                    IsNext = true,
                    ListAddresses = rollover.RevocationLists,
                });
        }
    }

    // The file that the federation names, else what the domain published, if that is the one expected.
    private Certificate? Root(FederationDomain domain)
    {
        var local = Certificates(domain.RootFile, isNeeded: false);
        if (local is [var root, ..]) return IsExpected(domain, root, domain.RootFile) ? root : null;
        if (Certificates(folder.PublishedRootOf(domain.Name), isNeeded: false) is not [var published, ..]) return null;
        if (domain.RootFingerprint is null)
        {
            _problems.Add($"{domain.Name}: its root is in the exchange folder only; name it by 'sha256', or copy it to "
                + $"{domain.RootFile} after you have compared it");
            return null;
        }
        return IsExpected(domain, published, folder.PublishedRootOf(domain.Name)) ? published : null;
    }

    private bool IsExpected(FederationDomain domain, Certificate root, string file)
    {
        if (domain.RootFingerprint is not { } expected || expected == root.Fingerprint) return true;
        _problems.Add($"{file}: is not the root of {domain.Name}: its SHA-256 is {root.Fingerprint}");
        return false;
    }

    private ImmutableArray<Certificate> Issuing(FederationDomain domain, ImmutableArray<DomainIssuer> issuers)
    {
        var local = domain.IssuingFiles.SelectMany(file => Certificates(file, isNeeded: false)).ToImmutableArray();
        if (local.IsEmpty && !domain.IssuingFiles.IsEmpty)
            local = [.. Certificates(folder.PublishedIssuingOf(domain.Name), isNeeded: false)];
        var below = Below(issuers, local);
        foreach (var certificate in local.Except(below))
        {
            _problems.Add($"{domain.Name}: {certificate.Subject.FriendlyText}, named under 'issuing', is no CA below a root "
                + $"of {domain.Name}; it is left out");
        }
        return below;
    }

    // A domain must not call another's CA its own.
    private static ImmutableArray<Certificate> Below(
        ImmutableArray<DomainIssuer> issuers, ImmutableArray<Certificate> candidates)
    {
        var cas = candidates.Where(certificate => certificate.IsCa == true).Take(MostFiles).ToList();
        var graph = TrustGraph.Build([.. issuers.Select(issuer => issuer.Root), .. cas]);
        var paths = new TrustPaths(graph, issuers.Select(issuer => new TrustAnchor(issuer.Root)));
        return [.. cas.Where(ca => paths.Walk(ca).Any())];
    }

    private DomainIssuer WithList(DomainIssuer issuer)
    {
        if (!File.Exists(issuer.ListFile)) return issuer;
        var item = CertificateFiles.Read(issuer.ListFile).OfType<InputItem.FoundCrl>().FirstOrDefault();
        if (item is null || !RevocationList.TryRead(item.Der, out var list, out _))
        {
            _problems.Add($"{issuer.ListFile}: holds no revocation list");
            return issuer;
        }
        using var key = PublicKey.Import(issuer.Root.PublicKeyInfo.Span);
        if (list.Issuer.Equals(issuer.Root.Subject) && key.Verify(
            list.SignatureAlgorithm.Span, list.SignedPart.Span, list.Signature.Span) == SignatureVerdict.Valid)
            return issuer with { List = list };
        _problems.Add($"{issuer.ListFile}: is not a revocation list of {issuer.Domain}'s root");
        return issuer;
    }

    private IEnumerable<IssuedCross> Crosses(FederationDomain domain, ImmutableArray<DomainIssuer> issuers)
    {
        if (!Directory.Exists(folder.CrossesOf(domain.Name))) yield break;
        var files = Directory.EnumerateFiles(folder.CrossesOf(domain.Name), "*.pem").Take(MostFiles)
            .Order(StringComparer.Ordinal);
        foreach (var file in files)
        {
            if (IssuedCross.Parse(Path.GetFileNameWithoutExtension(file)) is not { } parsed
                || Certificates(file, isNeeded: true) is not [var certificate, ..]) continue;
            if (Signer(certificate, issuers) is not { } issuer)
            {
                _problems.Add($"{file}: is not signed by a root of {domain.Name}; it is left out");
                continue;
            }
            yield return new IssuedCross(domain.Name, parsed.Name, parsed.Number, certificate)
            {
                RevokedAt = issuer.RevocationOf(certificate)?.RevokedAt,
            };
        }
    }

    private static DomainIssuer? Signer(Certificate certificate, ImmutableArray<DomainIssuer> issuers)
    {
        foreach (var issuer in issuers.Where(issuer => certificate.Issuer.Equals(issuer.Root.Subject)))
        {
            using var key = PublicKey.Import(issuer.Root.PublicKeyInfo.Span);
            if (key.Verify(certificate.SignatureAlgorithm.Span, certificate.SignedPart.Span,
                certificate.Signature.Span) == SignatureVerdict.Valid) return issuer;
        }
        return null;
    }

    private SubjectSource? Request(FederationDomain domain)
    {
        var path = folder.RequestOf(domain.Name);
        try
        {
            if (new FileInfo(path) is not { Exists: true, Length: <= LargestRequest }) return null;
            var text = Encoding.Latin1.GetString(File.ReadAllBytes(path));
            if (!PemEncoding.TryFind(text, out var fields)) return null;
            var der = Convert.FromBase64String(text[fields.Base64Data]);
            if (SubjectSource.TryTake(der, out var source, out var problem)) return source;
            _problems.Add($"{path}: {problem}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            _problems.Add($"{path}: {e.Message}");
        }
        return null;
    }

    private List<Certificate> Certificates(string file, bool isNeeded)
    {
        var path = folder.Resolve(file);
        var found = new List<Certificate>();
        if (!File.Exists(path))
        {
            if (isNeeded) _problems.Add($"{file}: the file does not exist");
            return found;
        }
        foreach (var item in CertificateFiles.Read(path))
        {
            if (item is InputItem.FoundCertificate { Der: var der }
                && Certificate.TryRead(der, out var certificate, out _)) found.Add(certificate);
        }
        if (found.Count == 0) _problems.Add($"{file}: holds no certificate that can be read");
        return found;
    }
}
