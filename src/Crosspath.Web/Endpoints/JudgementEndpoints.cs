using Crosspath.Authority.Linting;
using Crosspath.Clients;
using Crosspath.Web.Questions;
using Crosspath.X509;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crosspath.Web.Endpoints;

/// <summary>What clients do with a chain, and what rules say of certificates.</summary>
internal static class JudgementEndpoints
{
    /// <summary>Adds them.</summary>
    public static void Map(RouteGroupBuilder api, Desk desk)
    {
        api.MapGet("/clients", context => desk.Short(context, _ => Profiles()));
        api.MapPost("/clients", context => desk.Heavy(context, Clients));
        api.MapPost("/lint", context => Lint(context, desk));
    }

    private static Reply Profiles() => Reply.Json(stream => JsonOutput.Write(stream, json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("clients");
        foreach (var profile in ProfileCatalogue.BuiltIn.All)
        {
            json.WriteStartObject();
            json.WriteString("client", profile.Client);
            json.WriteString("title", profile.Title);
            json.WriteString("versions", profile.Versions);
            json.WriteString("measured", profile.Measured);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }, isLine: true));

    private static Reply Clients(Ask ask)
    {
        var (question, fields) = (ask.Question, ask.Fields);
        var served = Files(ask, "served").Certificates is { Count: > 0 } named ? named : question.Posted.Certificates;
        if (served.Count == 0) throw new UsageException("served: nothing is served; send certificates");
        var fetched = Files(ask, "aia").Certificates;
        var cached = Files(ask, "cached").Certificates;
        var roots = RootsOf(ask);
        var request = new ClientRequest([.. served], [.. roots], question.At)
        {
            Cached = [.. cached],
            Fetchable = IssuerLocations.Of([.. served, .. cached, .. fetched], fetched),
            RevocationLists = [.. question.RevocationLists],
            Host = fields.Text("host"),
        };
        using var simulator = new ClientSimulator(request);
        var predictions = new List<ClientPrediction>();
        foreach (var profile in ClientsFor(fields.Texts("clients"), request))
        {
            ask.Cancellation.ThrowIfCancellationRequested();
            predictions.Add(simulator.Predict(profile));
        }
        return Reply.Json(Reply.WithText(text => ClientsJson.Write(null, predictions, isLine: false, text)));
    }

    // In the order in which they came, where they came with the question.
    private static IEnumerable<Certificate> RootsOf(Ask ask)
    {
        var anchors = Changes.Whole(ask).History.AnchorsAt(ask.Question.At);
        Certificate[] trusted = [.. anchors.Select(anchor => anchor.Certificate).DistinctBy(anchor => anchor.Fingerprint)];
        return ask.Question.Roots.Count == 0 ? trusted : ask.Question.Roots.IntersectBy(trusted.Select(root => root.Fingerprint), root => root.Fingerprint);
    }

    // As the command has it: those that are named, else those that the question can be asked of.
    private static IEnumerable<ClientProfile> ClientsFor(IReadOnlyList<string> names, ClientRequest request)
    {
        var catalogue = ProfileCatalogue.BuiltIn;
        return names.Count > 0
            ? names.Select(name => catalogue.Find(name) ?? throw new UsageException(
                $"clients: there is no client '{name}'; known are {string.Join(", ", catalogue.All.Select(known => known.Client))}"))
            : catalogue.All.Where(profile => profile.Revocation == RevocationRule.None || request.RevocationLists.Length > 0);
    }

    private static async Task Lint(HttpContext context, Desk desk)
    {
        if (context.Request.Headers.Accept.ToString().Contains("application/x-ndjson", StringComparison.Ordinal))
        {
            await desk.Lines(context, ask => Reports(ask).Select(
                report => Reply.Written(Reply.WithText(text => LintJson.Write(report, text))))).ConfigureAwait(false);
            return;
        }
        await desk.Heavy(context, ask =>
        {
            var reports = Reports(ask).Select(report => Reply.Written(Reply.WithText(text => LintJson.Write(report, text)))).ToList();
            return Reply.Json(stream => JsonOutput.Write(stream, json =>
            {
                json.WriteStartObject();
                json.WriteStartArray("documents");
                foreach (var report in reports) json.WriteRawValue(report.Span);
                json.WriteEndArray();
                json.WriteEndObject();
            }, isLine: true));
        }).ConfigureAwait(false);
    }

    private static IEnumerable<LintDocument> Reports(Ask ask)
    {
        var certificates = ask.Question.Posted.Certificates;
        if (certificates.Count == 0) throw new UsageException("certificates: nothing is to be judged; send certificates");
        var words = ask.Fields.Texts("rules");
        RuleSet[] rules = [.. (words.Count > 0 ? words : ["rfc5280"]).Select(RulesOf)];
        var siblings = Files(ask, "siblings");
        var linter = new Linter(new LintPool([.. siblings.Certificates, .. certificates])
        {
            RevocationLists = [.. siblings.RevocationLists, .. ask.Question.RevocationLists],
        });
        foreach (var certificate in certificates)
        {
            ask.Cancellation.ThrowIfCancellationRequested();
            yield return new LintDocument("body", linter.Lint(certificate, rules));
        }
    }

    private static RuleSet RulesOf(string word)
    {
        var parts = word.Split('@', 2);
        DateTimeOffset? date = parts.Length == 2 ? TimeArgument.Parse("rules", parts[1]) : null;
        return LintPack.Find(parts[0]) is { } pack ? new RuleSet(pack, date) : throw new UsageException(
            $"rules: there is no pack '{parts[0]}'; known are {string.Join(", ", LintPack.All.Select(known => known.Name))}");
    }

    private static PostedFiles Files(Ask ask, string name) =>
        new PostedFiles(MostCertificates).Read(name, ask.Fields.Texts(name));

    private const int MostCertificates = 5_000;
}
