namespace Crosspath.Clients.Simulation;

/// <summary>What every strategy works with: one client before one request.</summary>
internal sealed class ClientRun
{
    /// <summary>Sets a client before a request.</summary>
    public ClientRun(ClientProfile profile, Surroundings surroundings)
    {
        Profile = profile;
        Surroundings = surroundings;
        Finder = new IssuerFinder(profile, surroundings);
        Judge = new PathJudge(profile, surroundings);
    }

    /// <summary>The client's rules.</summary>
    public ClientProfile Profile { get; }

    /// <summary>The request's certificates.</summary>
    public Surroundings Surroundings { get; }

    /// <summary>Candidates for issuers.</summary>
    public IssuerFinder Finder { get; }

    /// <summary>The checks.</summary>
    public PathJudge Judge { get; }

    /// <summary>The steps so far.</summary>
    public ChainTrace Trace { get; } = new();

    /// <summary>The certificate in question.</summary>
    public CertificateFacts Leaf => Surroundings.Served[0];
}
