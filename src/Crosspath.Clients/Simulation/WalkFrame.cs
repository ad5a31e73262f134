namespace Crosspath.Clients.Simulation;

/// <summary>A certificate of the path that is being walked, with the candidates for its issuer.</summary>
internal sealed class WalkFrame(CertificateFacts certificate, bool isInStore)
{
    /// <summary>The certificate whose issuer is sought.</summary>
    public CertificateFacts Certificate => certificate;

    /// <summary>Whether it, or one below it, came out of the store.</summary>
    public bool IsInStore => isInStore;

    /// <summary>Best first; null as long as nobody has looked.</summary>
    public List<Candidate>? Candidates { get; set; }

    /// <summary>The next candidate to be tried.</summary>
    public int Next { get; set; }

    /// <summary>Whether the caIssuers locations were asked.</summary>
    public bool HasFetched { get; set; }

    /// <summary>Whether any candidate was tried.</summary>
    public bool WasOfUse => Next > 0;
}
