using System.Collections.Immutable;
using System.Globalization;
using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Stores.Revocation;

/// <summary>Says which of the certificates at hand a blocklist distrusts, for whom, and from when on.</summary>
public static class BlocklistResolver
{
    /// <summary>One period for each certificate that the list names and each store that honours it, in the order of
    /// fingerprints. A period counts from the entry's day, else from the list's, else from ever.</summary>
    /// <param name="list">The list.</param>
    /// <param name="certificates">The certificates at hand. Those that issued others should be among them: a CRLSet
    /// names certificates by their issuer's key.</param>
    public static ImmutableArray<DistrustPeriod> Resolve(Blocklist list, IReadOnlyList<Certificate> certificates)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(certificates);
        var index = new BlocklistIndex(certificates);
        var named = new SortedDictionary<Fingerprint, (Validity Period, string Reason)>();
        foreach (var entry in list.Entries)
        {
            if (PeriodOf(list, entry) is not { } period) continue;
            var reason = ReasonOf(list, entry);
            foreach (var certificate in index.Find(entry)) Note(named, certificate.Fingerprint, period, reason);
        }
        var stores = list.Mechanism.HonouredBy is { IsEmpty: false } some ? some.Cast<string?>() : [null];
        return [.. named.SelectMany(pair => stores.Select(
            store => new DistrustPeriod(pair.Key, store, pair.Value.Period, pair.Value.Reason)))];
    }

    // Two entries for one certificate are one period, from the earlier to the later end; the earlier gives the reason.
    private static void Note(
        SortedDictionary<Fingerprint, (Validity Period, string Reason)> named, Fingerprint certificate, Validity period,
        string reason)
    {
        if (!named.TryGetValue(certificate, out var known))
        {
            named.Add(certificate, (period, reason));
            return;
        }
        var until = known.Period.Until > period.Until ? known.Period.Until : period.Until;
        named[certificate] = period.From < known.Period.From
            ? (new Validity(period.From, until), reason)
            : (new Validity(known.Period.From, until), known.Reason);
    }

    private static Validity? PeriodOf(Blocklist list, BlocklistEntry entry)
    {
        var from = entry.From ?? list.Date ?? DateTimeOffset.MinValue;
        var until = entry.Until ?? DateTimeOffset.MaxValue;
        return until < from ? null : new Validity(from, until);
    }

    private static string ReasonOf(Blocklist list, BlocklistEntry entry)
    {
        var when = entry.From is { } since ? " on " + Day(since)
            : list.Date is { } date ? " of " + Day(date)
            : list.Version is { } version ? " " + version
            : "";
        return (entry is BlocklistEntry.Key or BlocklistEntry.SubjectAndKey ? "has a key that " : "")
            + list.Mechanism.Phrase + when;
    }

    private static string Day(DateTimeOffset day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
