using Crosspath.X509;

namespace Crosspath.Paths.Timelines;

/// <summary>The trust of a history, at hand by anchor, and within it by store.</summary>
internal sealed class TrustLedger
{
    private readonly Dictionary<Fingerprint, int> _indexes = [];
    private readonly List<TrustAnchor> _anchors = [];
    private readonly List<StorePeriods[]> _periods = [];

    public TrustLedger(TrustHistory history)
    {
        var stores = history.Stores.Index().ToDictionary(store => store.Item, store => store.Index);
        foreach (var group in history.Trusts.GroupBy(trust => trust.Anchor.Fingerprint).OrderBy(group => group.Key))
        {
            _indexes.Add(group.Key, _anchors.Count);
            _anchors.Add(new TrustAnchor(group.First().Anchor));
            _periods.Add([.. group.GroupBy(trust => stores[trust.Store])
                .OrderBy(byStore => byStore.Key)
                .Select(byStore => new StorePeriods(byStore.Key, [.. byStore.OrderBy(trust => trust.Period.From)]))]);
        }
    }

    /// <summary>Every certificate that ever was an anchor of some store, once.</summary>
    public IReadOnlyList<TrustAnchor> Anchors => _anchors;

    /// <summary>The index of a certificate among the anchors; -1 when it never was one.</summary>
    public int IndexOf(Certificate certificate) => _indexes.GetValueOrDefault(certificate.Fingerprint, -1);

    /// <summary>When which stores trusted an anchor, by store.</summary>
    public StorePeriods[] PeriodsOf(int anchor) => _periods[anchor];
}

/// <summary>When one store trusted one anchor, in order.</summary>
/// <param name="Store">Index of the store in the history.</param>
internal sealed record StorePeriods(int Store, TrustPeriod[] Periods);
