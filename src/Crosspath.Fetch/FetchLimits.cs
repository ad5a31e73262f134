namespace Crosspath.Fetch;

/// <summary>What fetching one document may cost.</summary>
public sealed record FetchLimits
{
    /// <summary>How long it may become, once decompressed.</summary>
    public long MostBytes { get; init; } = 64L << 20;

    /// <summary>How long it may take in all, redirects included; a server that drips is ended by it.</summary>
    public TimeSpan MostTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a connection may take.</summary>
    public TimeSpan MostConnectTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many redirects are followed.</summary>
    public int MostRedirects { get; init; } = 5;

    /// <summary>How long the header may be, in kilobytes.</summary>
    public int MostHeaderKilobytes { get; init; } = 64;

    /// <summary>Whether addresses of this machine and of private networks may be asked.</summary>
    public bool AllowPrivate { get; init; }
}
