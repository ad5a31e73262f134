using System.Collections.Immutable;
using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Stores;

/// <summary>
/// All known versions of one store in the order in which they counted. A version is in force from its date until the next
/// one's; the last until its own end, if its source names one. Of several versions of one date the last counts.
/// </summary>
public sealed class StoreHistory
{
    private readonly ImmutableArray<(StoreVersion Version, Validity InForce)> _inForce;

    /// <summary>Puts versions in order.</summary>
    /// <param name="store">The store's name.</param>
    /// <param name="versions">All of that store.</param>
    public StoreHistory(string store, IEnumerable<StoreVersion> versions)
    {
        Store = store;
        Versions = [.. versions.OrderBy(version => version.Date ?? DateTimeOffset.MinValue)]; // stable
        _inForce = [.. InForce(Versions)];
    }

    /// <summary>The store's name.</summary>
    public string Store { get; }

    /// <summary>Every version, by date; those without one first.</summary>
    public ImmutableArray<StoreVersion> Versions { get; }

    /// <summary>Whether no version has a date, so that nobody knows when they counted.</summary>
    public bool IsUndated => Versions.All(version => version.Date is null);

    /// <summary>The version in force at an instant; null before the first and after the end. Without dates, the last of
    /// all.</summary>
    public StoreVersion? At(DateTimeOffset at) => IsUndated
        ? Versions.LastOrDefault()
        : _inForce.LastOrDefault(entry => entry.InForce.Contains(at)).Version;

    /// <summary>A version by its own name; null when there is none.</summary>
    public StoreVersion? Named(string version) => Versions.LastOrDefault(known => known.Version == version);

    /// <summary>While a version was in force; null when it never was, since another came on the same day.</summary>
    public Validity? PeriodOf(StoreVersion version) =>
        _inForce.Where(entry => ReferenceEquals(entry.Version, version)).Select(entry => (Validity?)entry.InForce).FirstOrDefault();

    /// <summary>Whom the store trusted and distrusted, and when, for a purpose.</summary>
    /// <param name="purpose">Express distrust for other purposes is left out; limits of anchors are not applied here.</param>
    /// <param name="certificates">Finds a certificate by its fingerprint; anchors that it does not find are left out.</param>
    public TrustHistory ToTrustHistory(Purpose purpose, Func<Fingerprint, Certificate?> certificates)
    {
        var trusts = new PeriodsByEntry();
        var distrusts = new Dictionary<Fingerprint, List<Validity>>();
        foreach (var (version, period) in _inForce)
        {
            foreach (var entry in version.Entries)
            {
                if (entry.IsAnchor) trusts.Add(entry, period);
                if (IsDistrusted(entry, purpose)) Add(distrusts, entry.Certificate, period);
            }
            foreach (var blocked in version.Blocked) Add(distrusts, blocked, period);
        }
        return new TrustHistory(
            [Store],
            [.. trusts.All().Select(trust => (Certificate: certificates(trust.Entry.Certificate), trust.Entry, trust.Period))
                .Where(trust => trust.Certificate is not null)
                .Select(trust => new TrustPeriod(trust.Certificate!, Store, trust.Period, trust.Entry.Limits))],
            [.. distrusts.OrderBy(pair => pair.Key).SelectMany(pair => pair.Value.Select(
                period => new DistrustPeriod(pair.Key, Store, period, $"is distrusted by {Store} since {period.From:yyyy-MM-dd}")))]);
    }

    /// <summary>A version of the store as though it had always been in force.</summary>
    public static TrustHistory Constant(StoreVersion version, Purpose purpose, Func<Fingerprint, Certificate?> certificates)
    {
        ArgumentNullException.ThrowIfNull(version);
        return new StoreHistory(version.Store, [version with { Date = null, Until = null }]).ToTrustHistory(purpose, certificates);
    }

    private static bool IsDistrusted(StoreEntry entry, Purpose purpose) =>
        !entry.DistrustedPurposes.IsEmpty && (purpose.Oid is not { } oid || entry.DistrustedPurposes.Contains(oid));

    private static void Add(Dictionary<Fingerprint, List<Validity>> periods, Fingerprint certificate, Validity period)
    {
        if (!periods.TryGetValue(certificate, out var list)) periods.Add(certificate, list = []);
        if (list.Count > 0 && list[^1].Touches(period)) list[^1] = new Validity(list[^1].From, period.Until);
        else list.Add(period);
    }

    private static IEnumerable<(StoreVersion, Validity)> InForce(ImmutableArray<StoreVersion> versions)
    {
        var dated = versions.Where(version => version.Date is not null).ToArray();
        if (dated.Length == 0)
        {
            foreach (var version in versions) yield return (version, Validity.Always);
            yield break;
        }
        for (var i = 0; i < dated.Length; i++)
        {
            var from = dated[i].Date!.Value;
            var next = i + 1 < dated.Length ? dated[i + 1].Date : dated[i].Until;
            if (next == from) continue;
            yield return (dated[i], new Validity(from, next?.AddSeconds(-1) ?? DateTimeOffset.MaxValue));
        }
    }

    // What versions say of a certificate mostly stays the same from one to the next, and readers give the same object then.
    private sealed class PeriodsByEntry
    {
        private readonly Dictionary<StoreEntry, int> _latest = new(ReferenceEqualityComparer.Instance);
        private readonly List<(StoreEntry Entry, Validity Period)> _all = [];

        public List<(StoreEntry Entry, Validity Period)> All() => _all;

        public void Add(StoreEntry entry, Validity period)
        {
            if (_latest.TryGetValue(entry, out var index) && _all[index].Period.Touches(period))
            {
                _all[index] = (entry, new Validity(_all[index].Period.From, period.Until));
                return;
            }
            _latest[entry] = _all.Count;
            _all.Add((entry, period));
        }
    }
}
