using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Paths;

/// <summary>While one store trusted one certificate as anchor.</summary>
/// <param name="Anchor">The container of name and key.</param>
/// <param name="Store">The store's name.</param>
/// <param name="Period">From the version that brought the trust until the version that ended or changed it.</param>
/// <param name="Limits">What the trust was limited to.</param>
public sealed record TrustPeriod(Certificate Anchor, string Store, Validity Period, AnchorLimits Limits);

/// <summary>While a certificate was not to be trusted, whoever signed it.</summary>
/// <param name="Certificate">The certificate.</param>
/// <param name="Store">The store that said so; null when everybody was to know it.</param>
/// <param name="Period">From the day on which it was said; a revocation has no end.</param>
/// <param name="Reason">In words that follow the certificate's name.</param>
public sealed record DistrustPeriod(Fingerprint Certificate, string? Store, Validity Period, string Reason);

/// <summary>Who trusted whom, and who distrusted what, over time.</summary>
/// <param name="Stores">Every store's name, also of those that trust nothing, in order.</param>
/// <param name="Trusts">Periods of trust.</param>
/// <param name="Distrusts">Periods of distrust.</param>
public sealed record TrustHistory(
    ImmutableArray<string> Stores, ImmutableArray<TrustPeriod> Trusts, ImmutableArray<DistrustPeriod> Distrusts)
{
    /// <summary>A history in which nothing ever changes: these anchors, always.</summary>
    /// <param name="anchors">Each with its stores.</param>
    public static TrustHistory Constant(IEnumerable<TrustAnchor> anchors)
    {
        var all = anchors.ToArray();
        var trusts = all.SelectMany(anchor => anchor.Trusts.Select(
            trust => new TrustPeriod(anchor.Certificate, trust.Store, Validity.Always, trust.Limits)));
        var stores = all.SelectMany(anchor => anchor.Trusts).Select(trust => trust.Store).Distinct().Order(StringComparer.Ordinal);
        return new TrustHistory([.. stores], [.. trusts], []);
    }

    /// <summary>The anchors of an instant, each certificate once.</summary>
    public ImmutableArray<TrustAnchor> AnchorsAt(DateTimeOffset at) =>
        [.. Trusts.Where(trust => trust.Period.Contains(at))
            .GroupBy(trust => trust.Anchor.Fingerprint)
            .Select(group => new TrustAnchor(
                group.First().Anchor, [.. group.Select(trust => new StoreTrust(trust.Store, trust.Limits))]))];

    /// <summary>The distrust of an instant.</summary>
    public ImmutableArray<Distrust> DistrustsAt(DateTimeOffset at) =>
        [.. Distrusts.Where(distrust => distrust.Period.Contains(at))
            .Select(distrust => new Distrust(distrust.Certificate, distrust.Store, distrust.Reason))];

    /// <summary>What concerns one store.</summary>
    public TrustHistory Only(string store) => new(
        [store],
        [.. Trusts.Where(trust => trust.Store == store)],
        [.. Distrusts.Where(distrust => distrust.Store is null || distrust.Store == store)]);

    /// <summary>Two histories side by side.</summary>
    public TrustHistory With(TrustHistory other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new TrustHistory(
            [.. Stores.Union(other.Stores)], [.. Trusts, .. other.Trusts], [.. Distrusts, .. other.Distrusts]);
    }
}
