using Crosspath.Paths;
using Crosspath.Paths.Cutting;
using Crosspath.Paths.Scenarios;
using Crosspath.Paths.Timelines;
using Crosspath.Web.Graphs;
using Crosspath.Web.Worlds;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crosspath.Web.Endpoints;

/// <summary>Questions about trust over time, and about changes of it.</summary>
internal static class TimeEndpoints
{
    private const int MostTargets = 1_000;

    /// <summary>Adds them.</summary>
    public static void Map(RouteGroupBuilder api, Desk desk)
    {
        api.MapPost("/timeline", context => desk.Heavy(context, OfTimeline));
        api.MapPost("/timeline/events", context => desk.Heavy(context, OfEvents));
        api.MapPost("/whatif", context => WhatIf(context, desk));
        api.MapPost("/cut", context => desk.Heavy(context, OfCut));
        api.MapPost("/diff", context => desk.Heavy(context, OfDiff));
    }

    private static Reply OfTimeline(Ask ask)
    {
        var world = Changes.Above(ask);
        var target = Library.TargetOf(ask.Question, world);
        return world.WithTimelines(timelines =>
        {
            var answer = TimelineAnswer.Of(timelines, timelines.Of(target, ask.Cancellation), ask.Cancellation);
            return Reply.Json(stream => TimelineJson.Write(answer, stream, isLine: false));
        });
    }

    private static Reply OfEvents(Ask ask)
    {
        var world = Changes.Above(ask);
        var target = Library.TargetOf(ask.Question, world);
        var events = TrustEvents.Of(world, target, ask.Cancellation);
        return Reply.Json(stream => TrustEvents.Write(target, events, stream));
    }

    private static async Task WhatIf(HttpContext context, Desk desk)
    {
        var fields = await desk.Fields(context).ConfigureAwait(false);
        if (fields.Texts("targets").Count > 0) await desk.Lines(context, WhatIfLines, fields).ConfigureAwait(false);
        else await desk.Heavy(context, OfWhatIf, fields).ConfigureAwait(false);
    }

    private static Reply OfWhatIf(Ask ask)
    {
        var (world, asking) = ReadChanges(ask, []);
        var answer = asking.Ask(Library.TargetOf(ask.Question, world), ask.Cancellation);
        return Reply.Json(stream => WhatIfJson.Write(answer, stream, isLine: false));
    }

    private static IEnumerable<ReadOnlyMemory<byte>> WhatIfLines(Ask ask)
    {
        var targets = ask.Fields.Texts("targets");
        if (targets.Count > MostTargets) throw new UsageException($"targets: at most {MostTargets}");
        var (world, asking) = ReadChanges(ask, targets);
        foreach (var target in targets)
        {
            var answer = asking.Ask(world.Find("targets", target), ask.Cancellation);
            yield return Reply.Written(stream => WhatIfJson.Write(answer, stream, isLine: true));
        }
    }

    // What is added is at hand in the world, and blocked before the change.
    private static (World World, WhatIfAsking Asking) ReadChanges(Ask ask, IReadOnlyList<string> targets)
    {
        var (question, changes) = (ask.Question, ask.Fields.Inside("changes"));
        var added = Changes.Added(changes);
        var world = ask.Library.Above(question with { Posted = question.Posted.With(added) }, targets);
        var isThere = ask.Library.Above(question, targets).Graph;
        var scenario = Changes.Read(changes, world);
        var after = ask.Fields.Inside("changes").Time("at");
        if (scenario.IsEmpty && added.Certificates.Count == 0 && after is null)
            throw new UsageException("changes: nothing is changed; say distrust, removeStores, revoke, compromise, add or at");
        var asked = new WhatIfQuestion(scenario, question.At, after ?? question.At)
        {
            Added = [.. added.Certificates.Where(c => !isThere.TryFind(c.Fingerprint, out _)).Select(c => c.Fingerprint)],
        };
        return (world, new WhatIfAsking(world.ToInput(ask.Log), asked));
    }

    private static Reply OfCut(Ask ask)
    {
        var question = ask.Question;
        var world = Changes.Whole(ask);
        var goal = ask.Fields.Text("identity") is { } text
            ? world.Shape.Find(text) ?? IdentityWord.Find("identity", text, world.Graph)
            : world.Graph.SubjectOf(Library.TargetOf(question, world));
        var query = new PathQuery(world.Graph.Certificates[0], question.At) { Purpose = question.Purpose, AnchorChecks = question.AnchorChecks };
        var collateral = new Collateral(world.ToInput(ask.Log), question.At);
        Func<CutElement, long>? costs = ask.Fields.Text("cost") switch
        {
            null or "count" => null,
            "leaves" => element => 1 + collateral.Of([element], ask.Cancellation).Count(lost => lost.IsCa != true),
            var other => throw new UsageException($"cost: '{other}' is none of count, leaves"),
        };
        var cut = new CutSearch(world.Graph, world.History, query, costs).For(goal, ask.Cancellation);
        var answer = new CutAnswer(cut, question.At, collateral.Of(cut.Elements, ask.Cancellation), world.History);
        return Reply.Json(stream => CutJson.Write(answer, stream));
    }

    private static Reply OfDiff(Ask ask)
    {
        var (one, other) = (Named(ask, "before"), Named(ask, "after"));
        var before = Side(ask, one);
        var after = Side(ask, other);
        var question = new TimelineQuestion { Purpose = ask.Question.Purpose, AnchorChecks = ask.Question.AnchorChecks };
        var difference = TrustDifference.Between(before, after, question, ask.Cancellation);
        return Reply.Json(stream => DiffJson.Write(one, other, difference, stream));
    }

    private static string Named(Ask ask, string name) =>
        ask.Fields.Text(name) ?? throw new UsageException($"{name}: name a store on a day, such as nss@2021-09-01");

    // One store on a day: that which is named, that of the version that is named, or today.
    private static TrustSituation Side(Ask ask, string name)
    {
        var choice = StoreChoice.Parse([name]).FirstOrDefault() ?? throw new UsageException($"'{name}' names no store");
        var now = TimeProvider.System.GetUtcNow();
        var day = choice.At is not { } at ? now
            : TimeArgument.TryParse(at, out var named) ? named
            : ask.Library.OnShelf(shelf => choice.VersionOf(shelf.History(choice.Name)).Date) ?? now;
        var world = ask.Library.Whole(ask.Question with { Stores = [choice with { At = choice.At ?? TimeArgument.Day(now) }] });
        return new TrustSituation(world.Graph, world.History, ask.Question.NamesTime ? ask.Question.At : day);
    }
}
