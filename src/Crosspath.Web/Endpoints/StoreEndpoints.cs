using Crosspath.Stores;
using Crosspath.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crosspath.Web.Endpoints;

/// <summary>What the stores say.</summary>
internal static class StoreEndpoints
{
    /// <summary>Adds them.</summary>
    public static void Map(RouteGroupBuilder api, Desk desk)
    {
        api.MapGet("/stores", context => desk.Heavy(context, List));
        api.MapGet("/stores/diff", context => desk.Heavy(context, Difference));
        api.MapGet("/stores/{name}", (HttpContext context, string name) => desk.Heavy(context, ask => Show(ask, name)));
    }

    private static Reply List(Ask ask) => ask.Library.OnShelf(shelf =>
    {
        var histories = new List<StoreHistory>();
        foreach (var name in shelf.Catalog.StoreNames)
        {
            ask.Cancellation.ThrowIfCancellationRequested();
            if (shelf.Catalog.TryRead(name, out var history)) histories.Add(history);
        }
        return Reply.Json(stream => StoresJson.WriteList(histories, stream));
    });

    private static Reply Show(Ask ask, string name) => ask.Library.OnShelf(shelf =>
    {
        if (StoreAliases.Resolve(name, shelf.Catalog.StoreNames) is null) throw new NotHereException($"there is no store '{name}'; see /api/v1/stores");
        var (history, version) = Version(shelf, new StoreChoice(name, ask.Fields.Text("version")));
        return Reply.Json(stream => StoresJson.WriteVersion(history, version, shelf.Catalog.Find, stream));
    });

    private static Reply Difference(Ask ask) => ask.Library.OnShelf(shelf =>
    {
        var (_, before) = Version(shelf, Choice(ask, "before"));
        var (_, after) = Version(shelf, Choice(ask, "after"));
        var difference = StoreDifference.Between(before, after, shelf.Catalog.Find);
        return Reply.Json(stream => StoresJson.WriteDifference(before, after, difference, shelf.Catalog.Find, stream));
    });

    private static StoreChoice Choice(Ask ask, string name) =>
        StoreChoice.Parse(ask.Fields.Texts(name)).FirstOrDefault()
        ?? throw new UsageException($"{name}: name a store's version, such as nss@2020-01-01");

    private static (StoreHistory History, StoreVersion Version) Version(StoreShelf shelf, StoreChoice choice)
    {
        var history = shelf.History(choice.Name);
        if (choice.At is not null) return (history, choice.VersionOf(history));
        return (history, history.At(TimeProvider.System.GetUtcNow()) ?? history.Versions[^1]);
    }
}
