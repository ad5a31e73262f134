using System.Collections.Immutable;
using Crosspath.Clients;
using Crosspath.Clients.Serving;
using Crosspath.Paths;
using Crosspath.Stores;
using Crosspath.Stores.Catalog;
using Crosspath.X509;

namespace Crosspath.Cli.Inputs;

/// <summary>Which store of the catalogue a client trusts: that of its platform, and Mozilla's for all that take it from
/// their Linux distribution. Before a platform had a store of its own, or history knows of it, Mozilla's stands in. Without a
/// catalogue, the operating system's.</summary>
/// <param name="catalog">The stores.</param>
/// <param name="leaf">The server's certificate: stores limit their trust by what it is, and when it was issued.</param>
/// <param name="report">Where notes go.</param>
internal sealed class ClientStores(StoreCatalog catalog, Certificate leaf, InputReport report)
{
    private static readonly Dictionary<string, string> Platforms = new()
    {
        ["android"] = "aosp",
        ["apple"] = "apple",
        ["chrome"] = "chrome",
        ["windows"] = "ms-authroot",
        ["java-tls"] = "java",
        ["java-tls-aia"] = "java",
        ["java-tls-crl"] = "java",
        ["java-builder"] = "java",
    };

    private readonly Dictionary<string, ImmutableArray<RootPeriod>> _read = [];

    /// <summary>A client's roots over time.</summary>
    /// <param name="profile">The client.</param>
    /// <param name="named">NAME or NAME@DATE, where the mix says so; null for the platform's.</param>
    /// <exception cref="UsageException">The catalogue lacks it.</exception>
    public ImmutableArray<RootPeriod> Of(ClientProfile profile, string? named)
    {
        var word = named ?? Default(profile.Client);
        if (!_read.TryGetValue(word, out var known)) _read.Add(word, known = named is null ? WithPast(Read(word)) : Read(word));
        return known;
    }

    private string Default(string client)
    {
        var names = catalog.StoreNames;
        if (names.Count == 0) return SystemStore.Name;
        if (Platforms.TryGetValue(client, out var platform) && StoreAliases.Resolve(platform, names) is { } own) return own;
        return StoreAliases.Resolve("nss", names) ?? names[0];
    }

    private ImmutableArray<RootPeriod> WithPast(ImmutableArray<RootPeriod> own)
    {
        var begin = own.FirstOrDefault(period => !period.Roots.IsEmpty)?.Period.From ?? DateTimeOffset.MaxValue;
        if (begin == DateTimeOffset.MinValue || StoreAliases.Resolve("nss", catalog.StoreNames) is not { } mozilla) return own;
        return [.. Read(mozilla).Where(period => period.Period.From < begin)
            .Select(period => period.Period.Until < begin ? period : period with { Period = new Validity(period.Period.From, begin.AddTicks(-1)) }),
            .. own.Where(period => period.Period.From >= begin)];
    }

    private ImmutableArray<RootPeriod> Read(string word)
    {
        var shelf = new StoreShelf(catalog, report);
        var history = shelf.Read([.. StoreChoice.Parse([word])], Purpose.ServerAuth);
        var trusts = history.Trusts
            .Select(trust => (trust.Anchor, Period: trust.Limits.While(Purpose.ServerAuth, leaf)?.Intersect(trust.Period)))
            .Where(trust => trust.Period is not null).Select(trust => (trust.Anchor, Period: trust.Period!.Value)).ToArray();
        var starts = trusts.SelectMany(trust => new[] { trust.Period.From, After(trust.Period.Until) })
            .Where(instant => instant < DateTimeOffset.MaxValue).Append(DateTimeOffset.MinValue).Distinct().Order().ToArray();
        return [.. starts.Select((start, i) => new RootPeriod(
            new Validity(start, i + 1 < starts.Length ? starts[i + 1].AddTicks(-1) : DateTimeOffset.MaxValue),
            [.. trusts.Where(trust => trust.Period.Contains(start))
                .Select(trust => trust.Anchor).DistinctBy(root => root.Fingerprint).OrderBy(root => root.Fingerprint)]))];
    }

    private static DateTimeOffset After(DateTimeOffset until) => until == DateTimeOffset.MaxValue ? until : until.AddTicks(1);
}
