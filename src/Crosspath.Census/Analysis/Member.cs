using System.Collections.Immutable;
using Crosspath.Paths;
using Crosspath.Paths.Timelines;
using Crosspath.X509;

namespace Crosspath.Census.Analysis;

/// <summary>A certificate as a member of its group.</summary>
/// <param name="Certificate">Itself.</param>
/// <param name="IsCa">Whether it is a CA's.</param>
/// <param name="Issuer">Who signed it; null when that is not known.</param>
/// <param name="IssuerKey">By what its issuer is told from others, under the rules; null when that is not known.</param>
public sealed record Member(Certificate Certificate, bool IsCa, Identity? Issuer, string? IssuerKey)
{
    /// <summary>Whether the identity signed itself.</summary>
    public bool IsSelfSigned { get; init; }

    /// <summary>While it was trusted, store by store.</summary>
    public required Timeline Timeline { get; init; }

    /// <summary>Whether it ever was an anchor of a store.</summary>
    public bool IsAnchor { get; init; }

    /// <summary>Whether any path over an issuer was ever valid.</summary>
    public bool HasPath { get; init; }

    /// <summary>Whether it was ever trusted.</summary>
    public bool IsTrusted => HasPath || IsAnchor;

    /// <summary>While it was trusted, by store; stores that never trusted it are left out.</summary>
    public IEnumerable<(string Store, ImmutableArray<Validity> Spans)> Stores =>
        Timeline.Stores.Where(store => !store.Intervals.IsEmpty).Select(store => (store.Store, store.Spans().ToImmutableArray()));
}
