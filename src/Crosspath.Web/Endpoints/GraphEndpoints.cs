using Crosspath.Paths;
using Crosspath.Web.Graphs;
using Crosspath.Web.Safety;
using Crosspath.Web.Worlds;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Crosspath.Web.Endpoints;

/// <summary>The graph, a neighbourhood at a time.</summary>
internal static class GraphEndpoints
{
    private const int DefaultDepth = 2, MostDepth = 12, DefaultNodes = 300, MostNodes = 2_000;

    /// <summary>Adds them.</summary>
    public static void Map(RouteGroupBuilder api, Desk desk)
    {
        api.MapGet("/graph", context => desk.Short(context, Graph));
        api.MapPost("/graph", context => desk.Short(context, Graph));
    }

    private static Reply Graph(Ask ask)
    {
        var (question, fields) = (ask.Question, ask.Fields);
        var isPosted = question.Posted.Certificates.Count > 0;
        var direction = fields.Text("direction") ?? (isPosted ? "up" : "both");
        if (direction is not ("up" or "down" or "both")) throw new UsageException($"direction: '{direction}' is none of both, up, down");
        // What lies above needs little; everything else needs all there is.
        var world = direction == "up" && (isPosted || fields.Text("target") is not null)
            ? ask.Library.Above(question, fields.Texts("focus"))
            : ask.Library.Whole(question);
        var answer = GraphAnswer.Of(world, new GraphQuestion(
            FocusOf(ask, world),
            fields.Number("depth", 0, MostDepth) ?? (direction == "up" ? MostDepth : DefaultDepth),
            fields.Number("limit", 1, MostNodes) ?? DefaultNodes)
        {
            GoesUp = direction != "down",
            GoesDown = direction != "up",
            At = question.At,
        }, ask.Cancellation);
        return Reply.Json(stream => GraphJson.Write(answer, stream));
    }

    private static Identity? FocusOf(Ask ask, World world)
    {
        if (ask.Fields.Text("focus") is not { } text)
        {
            return ask.Question.Posted.Certificates.Count > 0 || ask.Fields.Text("target") is not null
                ? world.Graph.SubjectOf(Library.TargetOf(ask.Question, world))
                : null;
        }
        if (world.Shape.Find(text) is { } identity) return identity;
        try
        {
            return IdentityWord.Find("focus", text, world.Graph);
        }
        catch (UsageException e)
        {
            throw new NotHereException(e.Message);
        }
    }
}
