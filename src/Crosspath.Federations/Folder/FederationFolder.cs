namespace Crosspath.Federations;

/// <summary>Where the files of a federation are. Each domain writes into folders of its own only, so that two of them
/// never write the same file.</summary>
/// <param name="Root">The folder of federation.yaml; relative paths begin here.</param>
/// <param name="Exchange">What crosses borders: certificates, requests and revocation lists. Nothing secret.</param>
public sealed record FederationFolder(string Root, string Exchange)
{
    /// <summary>The usual places beside a federation.yaml.</summary>
    public static FederationFolder Of(string file)
    {
        var root = Path.GetDirectoryName(Path.GetFullPath(file))!;
        return new FederationFolder(root, Path.Combine(root, "exchange"));
    }

    /// <summary>Where trust bundles are written.</summary>
    public string Bundles { get; init; } = Path.Combine(Root, "bundles");

    /// <summary>A path of federation.yaml.</summary>
    public string Resolve(string path) => Path.GetFullPath(path, Root);

    /// <summary>What a domain gives to the others.</summary>
    public string ExchangeOf(string domain) => Path.Combine(Exchange, domain);

    /// <summary>Certificates that a domain issued to the others.</summary>
    public string CrossesOf(string domain) => Path.Combine(Exchange, domain, "cross");

    /// <summary>The root as a domain publishes it.</summary>
    public string PublishedRootOf(string domain) => Path.Combine(Exchange, domain, "root.cer");

    /// <summary>The certificates of a domain's CAs as it publishes them.</summary>
    public string PublishedIssuingOf(string domain) => Path.Combine(Exchange, domain, "issuing.pem");

    /// <summary>A domain's request for cross-certificates: proof that it holds its key.</summary>
    public string RequestOf(string domain) => Path.Combine(Exchange, domain, "request.pem");

    /// <summary>What a domain has begun to sign. It stays at home.</summary>
    public string PendingOf(string domain) => Path.Combine(Root, "pending", domain);

    /// <summary>The trust bundles of a domain's members.</summary>
    public string BundlesOf(string domain) => Path.Combine(Bundles, domain);

    /// <summary>The file by which one run keeps others from a domain.</summary>
    public string LockOf(string domain) => Path.Combine(Exchange, domain, ".lock");

    /// <summary>A revocation list: DER, as RFC 5280 section 4.2.1.13 wants it behind an HTTP address.</summary>
    public string ListOf(FederationDomain domain, bool isNext = false)
    {
        ArgumentNullException.ThrowIfNull(domain);
        if (isNext) return Path.Combine(Exchange, domain.Name, "next.crl");
        return domain.Publication.ListFile is { } file ? Resolve(file) : Path.Combine(Exchange, domain.Name, "ca.crl");
    }
}
