using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Stores;

/// <summary>One program's set of anchors as released on a date.</summary>
/// <param name="Store">The store's name, such as <c>nss</c>: one for all of its versions.</param>
/// <param name="Version">The version's own name at its source.</param>
/// <param name="Date">The day from which it counts; null when the source has none.</param>
public sealed record StoreVersion(string Store, string Version, DateTimeOffset? Date)
{
    /// <summary>What the date is: <c>listed</c>, <c>commit</c>, <c>fetched</c>, <c>given</c> …; null when unknown.</summary>
    public string? DateKind { get; init; }

    /// <summary>The day on which it ended, where the source says so.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Where it was read from: a file's name, a URL, a repository and commit.</summary>
    public string Source { get; init; } = "";

    /// <summary>SHA-256 of what was read; null when it came as a row of a history.</summary>
    public Fingerprint? SourceHash { get; init; }

    /// <summary>What it says of certificates, in the order of the source.</summary>
    public ImmutableArray<StoreEntry> Entries { get; init; } = [];

    /// <summary>Certificates that it blocks, whoever signed them.</summary>
    public ImmutableArray<Fingerprint> Blocked { get; init; } = [];
}
