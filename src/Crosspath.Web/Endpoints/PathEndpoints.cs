using Crosspath.Paths;
using Crosspath.Paths.Explanation;
using Crosspath.Web.Worlds;
using Crosspath.X509;
using Crosspath.X509.Der;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crosspath.Web.Endpoints;

/// <summary>Questions about paths: the validation service.</summary>
internal static class PathEndpoints
{
    private const int DefaultPaths = 1_000;
    private const int MostPaths = 10_000;

    // What a short question may cost; the real web's never come near it.
    private const long EasySteps = 50_000;

    /// <summary>Adds them.</summary>
    public static void Map(RouteGroupBuilder api, Desk desk)
    {
        api.MapPost("/paths", context => Paths(context, desk));
        api.MapPost("/paths/picture", context => desk.Heavy(context, Picture));
    }

    private static async Task Paths(HttpContext context, Desk desk)
    {
        var fields = await desk.Fields(context).ConfigureAwait(false);
        if (fields.Flag("each")) await desk.Lines(context, Each, fields).ConfigureAwait(false);
        else if (fields.Flag("explain")) await desk.Heavy(context, Thoroughly, fields).ConfigureAwait(false);
        else await desk.ShortOrHeavy(context, Easily, Thoroughly, fields).ConfigureAwait(false);
    }

    private static Reply? Easily(Ask ask)
    {
        // Whoever sends many has many signatures verified.
        if (ask.Question.Posted.Certificates.Count > Library.SmallWorld) return null;
        var (world, query) = Read(ask, null);
        var easy = query with { Budget = query.Budget with { MaxSteps = EasySteps, MaxCountingSteps = EasySteps } };
        return world.WithPaths(query.At, paths =>
        {
            var answer = Answer(ask, world, paths, easy);
            if (!answer.Counts.Exact) return null;
            var reply = Write(answer, isLine: false);
            return answer.Listing?.Exhausted is { } budget && budget.EndsWith("search steps", StringComparison.Ordinal) ? null : new Reply(reply);
        });
    }

    private static Reply Thoroughly(Ask ask)
    {
        var (world, query) = Read(ask, null);
        return world.WithPaths(query.At, paths => new Reply(Write(Answer(ask, world, paths, query), isLine: false)));
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Each(Ask ask)
    {
        if (ask.Question.Posted.Certificates.Count == 0) throw new UsageException("each: wants certificates");
        foreach (var target in ask.Question.Posted.Certificates)
        {
            ask.Cancellation.ThrowIfCancellationRequested();
            var (world, query) = Read(ask, target);
            yield return world.WithPaths(query.At, paths => Write(Answer(ask, world, paths, query), isLine: true));
        }
    }

    private static Reply Picture(Ask ask)
    {
        var (world, query) = Read(ask, null);
        var (kind, type) = ask.Fields.Text("kind") switch
        {
            null or "svg" => (PictureKind.Svg, "image/svg+xml"),
            "dot" => (PictureKind.Dot, "text/vnd.graphviz; charset=utf-8"),
            "mermaid" => (PictureKind.Mermaid, "text/plain; charset=utf-8"),
            var word => throw new UsageException($"kind: '{word}' is none of svg, dot, mermaid"),
        };
        return world.WithPaths(query.At, paths =>
            Reply.Text(Crosspath.Answers.Picture.Draw(PathDrawing.Of(Answer(ask, world, paths, query)), kind), type));
    }

    private static PathsAnswer Answer(Ask ask, World world, TrustPaths paths, PathQuery query) =>
        new(paths, query, paths.Count(query, ask.Cancellation))
        {
            Formers = world.Formers,
            Listing = ask.Fields.Flag("count") ? null : paths.Find(query, ask.Cancellation),
            Explanation = ask.Fields.Flag("explain") ? PathExplanation.Of(paths, query, ask.Cancellation) : null,
        };

    private static ReadOnlyMemory<byte> Write(PathsAnswer answer, bool isLine) =>
        Reply.Written(Reply.WithText(text => PathsJson.Write(answer, isLine, text)));

    private static (World World, PathQuery Query) Read(Ask ask, Certificate? target)
    {
        var (question, fields) = (ask.Question, ask.Fields);
        var world = Changes.Above(ask);
        var policies = fields.Texts("policies");
        return (world, new PathQuery(target ?? Library.TargetOf(question, world), question.At)
        {
            Purpose = question.Purpose,
            AnchorChecks = question.AnchorChecks,
            Host = fields.Text("host"),
            Policies = [.. policies.Select(PolicyOf)],
            RequireExplicitPolicy = policies.Count > 0,
            Profile = ProfileOf(fields.Text("profile")),
            RevocationLists = [.. question.RevocationLists],
            Budget = new SearchBudget
            {
                MaxPaths = fields.Number("maxPaths", 1, MostPaths) ?? DefaultPaths,
                MaxDepth = fields.Number("maxDepth", 1, 1_000),
            },
        });
    }

    private static ObjectIdentifier PolicyOf(string text) =>
        ObjectIdentifier.TryParse(text, out var oid) ? oid
        : throw new UsageException($"policies: '{text}' is no object identifier such as 2.23.140.1.2.1");

    private static RuleProfile ProfileOf(string? name) => name switch
    {
        null or "rfc5280" => RuleProfile.PathValidation,
        "strict" => RuleProfile.StrictRfc5280,
        "webpki" => RuleProfile.WebPki,
        _ => throw new UsageException($"profile: '{name}' is none of rfc5280, strict, webpki"),
    };
}
