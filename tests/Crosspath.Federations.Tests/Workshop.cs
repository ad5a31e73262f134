using Crosspath.Authority;
using Crosspath.Authority.Auditing;
using Crosspath.Authority.CrossSigning;
using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Federations.Tests;

/// <summary>A federation in a folder of its own, with fresh keys.</summary>
internal sealed class Workshop : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _place = Directory.CreateTempSubdirectory("crosspath-federation-");

    public Workshop(Federation federation)
    {
        Federation = federation;
        Folder = FederationFolder.Of(Path.Combine(_place.FullName, "federation.yaml"));
        SampleKeys.Make(federation, Folder, Now);
    }

    public Federation Federation { get; set; }

    public FederationFolder Folder { get; }

    public FederationState State => FederationState.Read(Federation, Folder);

    /// <summary>Domains of these names, each with a workload of its own.</summary>
    public static Federation Of(params string[] domains) => new()
    {
        Name = "test",
        Domains = [.. domains.Select(Domain)],
        Workloads = [.. domains.Select(domain => new Workload($"{domain}-web", domain, $"{domain}/web.pem")
        {
            Host = $"www.{domain}.test",
            Purposes = [Purpose.ServerAuth, Purpose.ClientAuth],
        })],
    };

    public static FederationDomain Domain(string name) => new()
    {
        Name = name,
        RootFile = $"{name}/root.pem",
        Key = new KeyReference.InFile($"{name}/keys/root.key"),
        Realm = new Realm([("dns", name + ".test")]),
        IssuingFiles = [$"{name}/issuing.pem"],
        Publication = new PublicationSettings { RevocationLists = [$"http://pki.{name}.test/ca.crl"] },
    };

    /// <summary>North and south, each signed by the other.</summary>
    public static Federation Pair() => Of("north", "south") with { Agreements = [Mutual("north", "south")] };

    public static Agreement Mutual(string one, string other) => new($"{one}-{other}", one, other)
    {
        IsMutual = true,
        Constraints = new CrossSignConstraints { Days = 365 },
    };

    /// <summary>Does every domain's part until nothing is left to do.</summary>
    public Workshop Applied(DateTimeOffset? now = null)
    {
        for (var round = 0; round < 4; round++)
        {
            foreach (var domain in Federation.Domains) Assert.IsType<ApplyResult.Applied>(Apply(domain.Name, now));
        }
        Assert.True(Plan(now).IsEmpty);
        return this;
    }

    public ApplyResult Apply(
        string domain, DateTimeOffset? now = null, FederationFiles? files = null, IAuditTrail? audit = null) =>
        FederationApply.Run(Federation, Folder, domain, new ApplyOptions
        {
            Now = now ?? Now,
            OpenKey = OpenKey,
            Files = files ?? new FederationFiles(),
            Audit = audit ?? NullAuditTrail.Instance,
        });

    public FederationPlan Plan(DateTimeOffset? now = null) =>
        new FederationPlanner(Federation, Folder, now ?? Now).Plan(Federation.Domains.Select(domain => domain.Name));

    public FederationProof Proof(DateTimeOffset? now = null) =>
        new FederationVerifier(Federation, State, now ?? Now).Verify();

    public TrustMatrix Matrix(DateTimeOffset? now = null) => TrustMatrix.Of(Federation, State, now ?? Now, []);

    /// <summary>Whether a domain's members trust another's workload.</summary>
    public bool Trusts(string viewer, string domain, DateTimeOffset? now = null) => Matrix(now).Cells
        .Where(cell => cell.Domain == viewer && cell.Workload == $"{domain}-web").All(cell => cell.IsTrusted);

    public Workshop Change(string domain, Func<FederationDomain, FederationDomain> change)
    {
        Federation = Federation with
        {
            Domains = [.. Federation.Domains.Select(known => known.Name == domain ? change(known) : known)],
        };
        return this;
    }

    public Certificate Certificate(string file) =>
        CertificateFiles.ReadCertificates(Folder.Resolve(file))[0];

    public KeyOpening OpenKey(DomainIssuer issuer) => PrivateKeys.Open(
        File.ReadAllBytes(Folder.Resolve(((KeyReference.InFile)issuer.Key).Path)), issuer.Root.PublicKeyInfo,
        SignatureForm.Default);

    public void Dispose() => _place.Delete(recursive: true);
}
