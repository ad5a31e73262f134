using System.Collections.Immutable;
using Crosspath.Paths;

namespace Crosspath.Stores.Formats;

// A root may have several sets of constraints: the values of one set must all hold, and one set that holds is enough
// (net/cert/root_store.proto). A store's limits know no "or", so of several sets those that are for past versions of
// Chrome alone are left out, and of what remains the widest limits are taken, which is reported.

/// <summary>What the Chrome Root Store limits an anchor to.</summary>
internal sealed class ChromeConstraints(ProtoMessage anchor, StoreDraft draft)
{
    /// <summary>The limits; purposes are left open.</summary>
    public AnchorLimits Read()
    {
        var sets = anchor.All("constraints").Where(field => field.Message is not null).ToList();
        if (sets.Count == 0) return AnchorLimits.None;
        var current = sets.Where(set => set.Message!.Value("max_version_exclusive") is null).ToList();
        if (current.Count == 0) current = sets;
        var used = current.ToHashSet(ReferenceEqualityComparer.Instance);
        foreach (var set in sets) ReportInexpressible(set, used.Contains(set));
        if (current.Count > 1)
            draft.Report($"line {current[0].Line}",
                "several sets of constraints of which one is enough: the widest of their limits count");
        return new AnchorLimits
        {
            IssuedBy = [.. IssuedBy([.. current.Select(set => set.Message!)])],
            PermittedDnsNames = DnsNames([.. current.Select(set => set.Message!)]),
        };
    }

    private void ReportInexpressible(ProtoField set, bool isUsed)
    {
        var place = $"line {set.Line}";
        var message = set.Message!;
        if (message.Value("max_version_exclusive") is { } max)
            draft.Report(place, isUsed
                ? $"constraints of Chrome before version {Short(max)}: the version is not looked at"
                : $"constraints of Chrome before version {Short(max)} are left out");
        if (message.Value("min_version") is { } min)
            draft.Report(place, $"constraints of Chrome from version {Short(min)} on: the version is not looked at");
        if (message.Number("sct_all_after_sec") is { } after)
            draft.Report(place,
                $"certificates logged before {Time(after)?.ToString("u") ?? "?"} are refused there; here they are not");
        if (message.Value("sct_not_after_sec") is not null && Time(message.Number("sct_not_after_sec")) is null)
            draft.Report(place, "sct_not_after_sec is no time");
        foreach (var other in message.Others("sct_not_after_sec", "sct_all_after_sec", "min_version",
            "max_version_exclusive", "permitted_dns_names"))
            draft.Report(place, $"the constraint {Short(other)} is unknown here");
    }

    private static IEnumerable<IssuanceLimit> IssuedBy(ImmutableArray<ProtoMessage> sets)
    {
        var times = sets.Select(set => Time(set.Number("sct_not_after_sec"))).ToList();
        if (times.TrueForAll(time => time is not null))
            yield return new IssuanceLimit(times.Max()!.Value, [Purposes.Server]) { IsByTimestamp = true };
    }

    private static ImmutableArray<string> DnsNames(ImmutableArray<ProtoMessage> sets)
    {
        var names = sets.Select(set => set.All("permitted_dns_names").Select(field => field.Value).ToList()).ToList();
        return names.TrueForAll(list => list.Count > 0) ? [.. names.SelectMany(list => list).Distinct()] : [];
    }

    // Seconds since 1970; null for what no calendar has.
    private static DateTimeOffset? Time(long? seconds) =>
        seconds is >= 0 and < 253402300800 ? DateTimeOffset.FromUnixTimeSeconds(seconds.Value) : null;

    private static string Short(string value) => value.Length <= 40 ? value : value[..40] + "…";
}
