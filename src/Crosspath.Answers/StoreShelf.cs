using Crosspath.Paths;
using Crosspath.Stores;
using Crosspath.Stores.Catalog;
using Crosspath.X509;

namespace Crosspath.Answers;

/// <summary>The stores that a command can name: those of the catalogue, and the operating system's.</summary>
internal sealed class StoreShelf(StoreCatalog catalog, IInputReport report)
{
    /// <summary>The catalogue.</summary>
    public StoreCatalog Catalog => catalog;

    /// <summary>The trust of the stores that are named; of all of the catalogue when none is, and of the system when that
    /// is empty.</summary>
    /// <exception cref="UsageException">There is no such store.</exception>
    public TrustHistory Read(IReadOnlyList<StoreChoice> choices, Purpose purpose)
    {
        if (choices.Count == 0) choices = [.. catalog.StoreNames.Select(name => new StoreChoice(name, null))];
        if (choices.Count == 0) choices = [new StoreChoice(SystemStore.Name, null)];
        var missing = 0;
        Certificate? Find(Fingerprint fingerprint)
        {
            var certificate = catalog.Find(fingerprint);
            if (certificate is null) missing++;
            return certificate;
        }

        var histories = choices.Select(choice => Read(choice, purpose, Find)).ToArray();
        if (missing > 0)
            report.Note($"{missing} anchors of the catalogue are left out, since their certificates are not there; import them with --certificates FILE");
        return new TrustHistory(
            [.. histories.SelectMany(history => history.Stores).Distinct()],
            [.. histories.SelectMany(history => history.Trusts)],
            [.. histories.SelectMany(history => history.Distrusts)]);
    }

    /// <summary>One store of the catalogue.</summary>
    /// <exception cref="UsageException">There is none of that name.</exception>
    public StoreHistory History(string name)
    {
        var stores = catalog.StoreNames;
        if (StoreAliases.Resolve(name, stores) is { } store && catalog.TryRead(store, out var history)) return history;
        if (stores.Count == 0)
            throw new UsageException($"there is no store '{name}': the catalogue {catalog.Folder} is empty; fill it with: crosspath stores import FILE, or crosspath stores update");
        var hint = NearWord.Of(name, stores) is { } near ? $"did you mean '{near}'?" : "see: crosspath stores list";
        throw new UsageException($"there is no store '{name}'; {hint}");
    }

    private TrustHistory Read(StoreChoice choice, Purpose purpose, Func<Fingerprint, Certificate?> find)
    {
        if (choice.Name == SystemStore.Name)
            return TrustHistory.Constant(SystemStore.Read(report).Select(root => new TrustAnchor(root, [SystemStore.Name])));
        var history = History(choice.Name);
        return choice.At is null
            ? history.ToTrustHistory(purpose, find)
            : StoreHistory.Constant(choice.VersionOf(history), purpose, find);
    }
}
