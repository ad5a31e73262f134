using System.Collections.Immutable;
using Crosspath.Stores.History;
using Crosspath.X509;

namespace Crosspath.Stores;

/// <summary>What two versions of stores do not have in common. Anchors are matched by name and key where their certificates
/// are at hand: one certificate of an anchor for another is no change.</summary>
/// <param name="Added">Anchors of the second that the first has not.</param>
/// <param name="Removed">Anchors of the first that the second has not.</param>
/// <param name="Changed">Anchors of both with other limits, each as it was and as it is.</param>
public sealed record StoreDifference(
    ImmutableArray<StoreEntry> Added, ImmutableArray<StoreEntry> Removed, ImmutableArray<(StoreEntry Before, StoreEntry After)> Changed)
{
    /// <summary>Compares two versions.</summary>
    /// <param name="certificates">Finds a certificate by its fingerprint.</param>
    public static StoreDifference Between(StoreVersion before, StoreVersion after, Func<Fingerprint, Certificate?> certificates)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var old = ByAnchor(before, certificates);
        var now = ByAnchor(after, certificates);
        return new StoreDifference(
            [.. now.Where(pair => !old.ContainsKey(pair.Key)).Select(pair => pair.Value)],
            [.. old.Where(pair => !now.ContainsKey(pair.Key)).Select(pair => pair.Value)],
            [.. now.Where(pair => old.TryGetValue(pair.Key, out var was) && TextOf(was) != TextOf(pair.Value))
                .Select(pair => (old[pair.Key], pair.Value))]);
    }

    /// <summary>An entry's limits in words; empty without any.</summary>
    public static string TextOf(StoreEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var limits = entry.Limits;
        var parts = new List<string>();
        if (limits.Purposes is not null) parts.Add(PurposeNames.Text(limits.Purposes) is { Length: > 0 } names ? names : "no purpose");
        if (limits.ExcludedPurposes.Length > 0) parts.Add($"not {PurposeNames.Text(limits.ExcludedPurposes)}");
        if (entry.DistrustedPurposes.Length > 0) parts.Add($"distrusted for {PurposeNames.Text(entry.DistrustedPurposes)}");
        if (limits.DisabledFrom is { } disabled)
            parts.Add(disabled == DateTimeOffset.MinValue ? "disabled" : $"disabled from {disabled:yyyy-MM-dd}");
        foreach (var limit in limits.IssuedBy)
            parts.Add($"issued by {limit.Last:yyyy-MM-dd}{(limit.Purposes is { } some ? $" ({PurposeNames.Text(some)})" : "")}");
        if (limits.PermittedDnsNames.Length > 0) parts.Add($"only {string.Join(' ', limits.PermittedDnsNames)}");
        return string.Join(", ", parts);
    }

    private static OrderedDictionary<(Name?, Fingerprint), StoreEntry> ByAnchor(StoreVersion version, Func<Fingerprint, Certificate?> certificates)
    {
        var all = new OrderedDictionary<(Name?, Fingerprint), StoreEntry>();
        foreach (var entry in version.Entries.Where(entry => entry.IsAnchor))
            all.TryAdd(KeyOf(entry.Certificate, certificates), entry);
        return all;
    }

    private static (Name?, Fingerprint) KeyOf(Fingerprint fingerprint, Func<Fingerprint, Certificate?> certificates) =>
        certificates(fingerprint) is { } certificate ? (certificate.Subject, certificate.KeyId) : (null, fingerprint);
}
