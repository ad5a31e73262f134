namespace Crosspath.Fetch.Tls;

/// <summary>How an endpoint is asked, and what that may cost.</summary>
public sealed record ProbeOptions
{
    /// <summary>What is spoken before TLS.</summary>
    public StartTls StartTls { get; init; }

    /// <summary>Which versions of TLS are offered; a server may have another chain for each.</summary>
    public TlsVersions Versions { get; init; } = TlsVersions.All;

    /// <summary>How long it may take in all; a server that drips is ended by it.</summary>
    public TimeSpan MostTime { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How much is read in all. The longest chains that are seen in the wild have some tens of
    /// kilobytes.</summary>
    public int MostBytes { get; init; } = 1 << 20;

    /// <summary>Whether addresses of this machine and of private networks may be asked: the user named them.</summary>
    public bool AllowPrivate { get; init; } = true;
}

/// <summary>Versions of TLS.</summary>
[Flags]
public enum TlsVersions
{
    /// <summary>TLS 1.2, and what a server has that is older.</summary>
    Tls12 = 1,

    /// <summary>TLS 1.3.</summary>
    Tls13 = 2,

    /// <summary>The server chooses.</summary>
    All = Tls12 | Tls13,
}
