using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Paths.Timelines;

/// <summary>While anything that an issuer signs can have a valid path, anchor by anchor.</summary>
/// <param name="Anchors">The anchors that are reached, by fingerprint.</param>
/// <param name="DependsOnTarget">Whether something on the way, such as name constraints or a store's limits, may refuse one
/// certificate and not another. Then the windows are those of the luckiest certificate.</param>
/// <param name="Exhausted">The budget that ended the search for paths, so that windows may lack; null when none did.</param>
public sealed record IssuerTrust(ImmutableArray<AnchorWindows> Anchors, bool DependsOnTarget, string? Exhausted)
{
    /// <summary>While there is a path to any of the anchors.</summary>
    public ImmutableArray<Validity> Windows => Merge(Anchors.SelectMany(anchor => anchor.Windows));

    internal static ImmutableArray<Validity> Merge(IEnumerable<Validity> windows)
    {
        var merged = new PeriodSet();
        foreach (var window in windows.OrderBy(window => window.From)) merged.Add(window);
        return [.. merged.Periods];
    }
}

/// <summary>While an anchor stands behind an issuer, in any store.</summary>
/// <param name="Anchor">The anchor.</param>
/// <param name="Windows">In order, disjoint.</param>
public sealed record AnchorWindows(Certificate Anchor, ImmutableArray<Validity> Windows);
