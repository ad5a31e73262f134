using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Paths.Validation;

// An anchor may be trusted by several stores within different limits, and a certificate below it may be distrusted by
// some of them. A path is good while one store is left that trusts its anchor for this target and distrusts nothing on
// it. The stores left belong to the state of a path only where somebody distrusts something; otherwise the anchor decides
// alone, and paths of many anchors stay countable together.

/// <summary>Which stores stand behind a path.</summary>
internal sealed class StoreTrusts(PathQuery query, DistrustSet distrusts)
{
    /// <summary>The stores that trust an anchor for a target; with none, a finding says why.</summary>
    public StoreSet Begin(TrustAnchor anchor, Certificate target, ICollection<Finding> found)
    {
        var trusting = anchor.Trusts.Where(trust => trust.Limits.WhyNot(query.Purpose, target, query.At) is null);
        var stores = StoreSet.Of(trusting.Select(trust => trust.Store));
        if (!stores.IsEmpty) return Pass(stores, anchor.Certificate, found);
        var reasons = anchor.Trusts
            .GroupBy(trust => trust.Limits.WhyNot(query.Purpose, target, query.At))
            .Select(group => $"{string.Join(", ", group.Select(trust => trust.Store).Distinct())}: {group.Key}");
        found.Add(new Finding("not-trusted-by-store", Severity.Error, anchor.Certificate.Fingerprint,
            $"{anchor.Certificate.Subject.FriendlyText} is an anchor, but not for this ({string.Join("; ", reasons)})"));
        return stores;
    }

    /// <summary>The stores that are left behind a certificate; when it takes the last, a finding says why.</summary>
    public StoreSet Pass(StoreSet stores, Certificate certificate, ICollection<Finding> found)
    {
        var all = distrusts.Of(certificate);
        if (all.IsEmpty) return stores;
        var left = stores;
        foreach (var distrust in all) left = distrust.Store is { } store ? left.Without(store) : StoreSet.Empty;
        if (!left.IsEmpty || stores.IsEmpty) return left;
        foreach (var distrust in all)
        {
            if (distrust.Store is not null && !stores.Contains(distrust.Store)) continue;
            found.Add(new Finding("distrusted", Severity.Error, certificate.Fingerprint,
                $"{certificate.Subject.FriendlyText} {distrust.Reason}"));
        }
        return left;
    }

    /// <summary>What of the stores belongs to a path's state: nothing where nobody distrusts anything.</summary>
    public StoreSet? InState(StoreSet stores) => distrusts.IsEmpty ? null : stores;
}

/// <summary>Some stores, by name.</summary>
internal sealed class StoreSet : IEquatable<StoreSet>
{
    private readonly ImmutableArray<string> _names;

    private StoreSet(ImmutableArray<string> names) => _names = names;

    public static StoreSet Empty { get; } = new([]);

    public static StoreSet Of(IEnumerable<string> names) => new([.. names.Distinct().Order(StringComparer.Ordinal)]);

    public bool IsEmpty => _names.IsEmpty;

    /// <summary>The names in order, but for that of nobody in particular.</summary>
    public ImmutableArray<string> Names => _names is [""] ? [] : _names.Remove("");

    public bool Contains(string store) => _names.Contains(store);

    public StoreSet Without(string store) => _names.Contains(store) ? new StoreSet(_names.Remove(store)) : this;

    public bool Equals(StoreSet? other) => other is not null && _names.SequenceEqual(other._names);

    public override bool Equals(object? obj) => Equals(obj as StoreSet);

    public override int GetHashCode() => _names.Aggregate(0, HashCode.Combine);
}
