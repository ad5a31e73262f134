using System.Collections.Immutable;

namespace Crosspath.Federations;

/// <summary>Where a domain publishes the status of what it issued.</summary>
public sealed record PublicationSettings
{
    /// <summary>Addresses of its revocation list: they go into what it issues.</summary>
    public ImmutableArray<string> RevocationLists { get; init; } = [];

    /// <summary>Addresses of its OCSP service.</summary>
    public ImmutableArray<string> Ocsp { get; init; } = [];

    /// <summary>Addresses of its root's certificate.</summary>
    public ImmutableArray<string> CaIssuers { get; init; } = [];

    /// <summary>For how many days a revocation list is good.</summary>
    public int ListDays { get; init; } = 7;

    /// <summary>For how many hours an OCSP answer is good.</summary>
    public int OcspHours { get; init; } = 24;

    /// <summary>The revocation list's file, where it is kept elsewhere than in the exchange folder; null for
    /// there.</summary>
    public string? ListFile { get; init; }
}
