using System.Text;
using Crosspath.Authority;
using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Federations;

/// <summary>Makes the PKIs of a federation that is only an example: a root, an issuing CA and leaf certificates for
/// each domain, with fresh keys. Files that are there stay.</summary>
public sealed class SampleKeys
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const string IssuingList = "issuing.crl";

    private readonly Federation _federation;
    private readonly FederationFolder _folder;
    private readonly DateTimeOffset _today;

    private SampleKeys(Federation federation, FederationFolder folder, DateTimeOffset now)
    {
        (_federation, _folder) = (federation, folder);
        _today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddDays(-1);
    }

    /// <summary>Makes what is missing.</summary>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void Make(Federation federation, FederationFolder folder, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(federation);
        ArgumentNullException.ThrowIfNull(folder);
        var samples = new SampleKeys(federation, folder, now);
        foreach (var domain in federation.Domains) samples.Make(domain);
    }

    /// <summary>Makes a root of its own for a domain: the one that is to take over.</summary>
    /// <param name="title">The root's common name.</param>
    /// <param name="certificate">Where the certificate goes.</param>
    /// <param name="keyFile">Where the key goes.</param>
    /// <param name="now">It is valid around this time, and for ten years.</param>
    public static void MakeRoot(string title, string certificate, string keyFile, DateTimeOffset now)
    {
        ArgumentException.ThrowIfNullOrEmpty(title);
        using var key = SigningKey.Create(SigningKeyKind.EcdsaP256);
        var name = CertificateDraft.NameOf(title, "Crosspath example");
        WriteKey(keyFile, key);
        Write(certificate, Draft(name, name, key, now.AddDays(-1), 3650, CaExtensions(key, key)).SignWith(key));
    }

    private void Make(FederationDomain domain)
    {
        if (domain.Key is not KeyReference.InFile { Path: var keyFile }) return;
        if (File.Exists(_folder.Resolve(domain.RootFile)) || File.Exists(_folder.Resolve(keyFile))) return;
        using var root = SigningKey.Create();
        using var issuing = SigningKey.Create();
        var title = char.ToUpperInvariant(domain.Name[0]) + domain.Name[1..];
        var (rootName, issuingName) = (NameOf($"{title} Root"), NameOf($"{title} Issuing CA"));
        var policies = Policies(domain);
        WriteKey(_folder.Resolve(keyFile), root);
        Write(_folder.Resolve(domain.RootFile),
            Draft(rootName, rootName, root, _today, 3650, CaExtensions(root, root)).SignWith(root));
        if (domain.IssuingFiles is [var issuingFile, ..])
        {
            WriteKey(_folder.Resolve(Path.ChangeExtension(issuingFile, ".key")), issuing);
            Write(_folder.Resolve(issuingFile), Draft(issuingName, rootName, issuing, _today, 3650,
                [.. CaExtensions(issuing, root), .. policies, .. Points(domain, OfRoot)]).SignWith(root));
            WriteList(domain, issuingName, issuing);
        }
        var hasIssuing = !domain.IssuingFiles.IsEmpty;
        ExtensionDraft[] more = [.. policies, .. Points(domain, hasIssuing ? OfIssuing : OfRoot)];
        foreach (var workload in _federation.Workloads.Where(workload => workload.Domain == domain.Name))
            Make(workload, hasIssuing ? (issuingName, issuing) : (rootName, root), more);
    }

    private static ExtensionDraft[] Points(FederationDomain domain, Func<string, string> place) =>
        domain.Publication.RevocationLists.IsEmpty
            ? []
            : [ExtensionDraft.RevocationListPoints(domain.Publication.RevocationLists.Select(place))];

    private static string OfRoot(string address) => address;

    // Beside the root's list.
    private static string OfIssuing(string address) => address[..(address.LastIndexOf('/') + 1)] + IssuingList;

    private void WriteList(FederationDomain domain, byte[] issuer, SigningKey key)
    {
        var list = new RevocationListDraft
        {
            Issuer = issuer,
            ThisUpdate = _today,
            NextUpdate = _today.AddDays(90),
            Number = 1,
        };
        var path = Path.Combine(_folder.ExchangeOf(domain.Name), IssuingList);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, list.SignWith(key).Raw.Span);
    }

    private void Make(Workload workload, (byte[] Name, SigningKey Key) issuer, ExtensionDraft[] more)
    {
        using var key = SigningKey.Create();
        var host = workload.Host ?? workload.Name;
        ExtensionDraft[] extensions =
        [
            ExtensionDraft.BasicConstraints(isCa: false),
            ExtensionDraft.KeyUsage(KeyUsages.DigitalSignature),
            ExtensionDraft.ExtendedKeyUsage(workload.Purposes.Where(purpose => purpose != Purpose.Any)
                .Select(purpose => purpose.Oid!.Value.ToString())),
            ExtensionDraft.DnsNames(host),
            ExtensionDraft.SubjectKeyIdentifier(key.KeyIdentifier),
            ExtensionDraft.AuthorityKeyIdentifier(issuer.Key.KeyIdentifier),
            .. more,
        ];
        WriteKey(_folder.Resolve(Path.ChangeExtension(workload.LeafFile, ".key")), key);
        Write(_folder.Resolve(workload.LeafFile),
            Draft(NameOf(host), issuer.Name, key, _today, 365, extensions).SignWith(issuer.Key));
    }

    // What the agreements map a domain's policies from: those are what its certificates assert.
    private ExtensionDraft[] Policies(FederationDomain domain)
    {
        var own = _federation.Agreements.SelectMany(agreement => agreement.Ways)
            .Where(way => way.To == domain.Name)
            .SelectMany(way => way.Constraints.Mappings ?? [])
            .Select(mapping => mapping.Subject).Distinct().ToArray();
        return own.Length == 0 ? [] : [ExtensionDraft.Policies(own)];
    }

    private byte[] NameOf(string commonName) => CertificateDraft.NameOf(commonName, $"Crosspath {_federation.Name}");

    private static CertificateDraft Draft(
        byte[] subject, byte[] issuer, SigningKey key, DateTimeOffset from, int days, ExtensionDraft[] extensions) =>
        new()
        {
            Subject = subject,
            Issuer = issuer,
            PublicKeyInfo = key.PublicKeyInfo,
            NotBefore = from,
            NotAfter = from.AddDays(days).AddSeconds(-1),
            SerialNumber = CertificateDraft.RandomSerialNumber(),
            Extensions = [.. extensions],
        };

    private static ExtensionDraft[] CaExtensions(SigningKey key, SigningKey issuer) =>
    [
        ExtensionDraft.BasicConstraints(isCa: true),
        ExtensionDraft.KeyUsage(KeyUsages.KeyCertSign | KeyUsages.CrlSign),
        ExtensionDraft.SubjectKeyIdentifier(key.KeyIdentifier),
        .. key == issuer
            ? Array.Empty<ExtensionDraft>()
            : [ExtensionDraft.AuthorityKeyIdentifier(issuer.KeyIdentifier)],
    ];

    private static void Write(string path, Certificate certificate)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, FederationFiles.Pem([certificate]));
    }

    // Only its owner may read it, from the first byte on: the mode is set when the file is made.
    private static void WriteKey(string path, SigningKey key)
    {
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = Owner;
        using var file = new FileStream(path, options);
        file.Write(Encoding.ASCII.GetBytes(key.ExportPkcs8Pem() + "\n"));
    }
}
