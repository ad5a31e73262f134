using System.Security.Cryptography;
using System.Text.Json;
using Crosspath.Web.Certificates;
using Crosspath.Web.Graphs;
using Crosspath.Web.Safety;
using Crosspath.Web.Worlds;
using Crosspath.X509;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crosspath.Web.Endpoints;

/// <summary>Questions about single certificates.</summary>
internal static class CertificateEndpoints
{
    private const int MostResults = 10_000;

    /// <summary>Adds them.</summary>
    public static void Map(RouteGroupBuilder api, Desk desk)
    {
        api.MapPost("/certificates", context => desk.Short(context, Inspect));
        api.MapGet("/certificates/{sha256}", (HttpContext context, string sha256) => desk.Short(context, ask => One(ask, sha256)));
        api.MapGet("/certificates/{sha256}/der", (HttpContext context, string sha256) => desk.Short(context,
            ask => new Reply(Find(ask, sha256).Raw, "application/pkix-cert")));
        api.MapGet("/certificates/{sha256}/pem", (HttpContext context, string sha256) => desk.Short(context,
            ask => Reply.Text(PemEncoding.WriteString("CERTIFICATE", Find(ask, sha256).Raw.Span) + "\n", "application/x-pem-file")));
        api.MapGet("/search", context => Search(context, desk));
        api.MapGet("/siblings/{sha256}", (HttpContext context, string sha256) => desk.Short(context,
            ask => Siblings(ask, ask.Library.Whole(ask.Question), Find(ask, sha256))));
        api.MapPost("/siblings", context => desk.Short(context, ask =>
        {
            var world = ask.Library.Above(ask.Question);
            return Siblings(ask, world, Library.TargetOf(ask.Question, world));
        }));
    }

    private static Certificate Find(Ask ask, string sha256)
    {
        if (!Fingerprint.TryParse(sha256, out var fingerprint))
            throw new UsageException("sha256: is no SHA-256 in hexadecimal digits");
        return ask.Library.Graph.TryFind(fingerprint, out var certificate)
            ? certificate
            : throw new NotHereException($"no certificate at hand has the SHA-256 {fingerprint}");
    }

    private static Reply Inspect(Ask ask)
    {
        var (posted, withTree) = (ask.Question.Posted, ask.Fields.Flag("asn1"));
        return Reply.Json(stream => JsonOutput.Write(stream, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("certificates");
            foreach (var certificate in posted.Certificates) InspectedJson.Write(json, certificate, withTree);
            json.WriteEndArray();
            json.WriteStartArray("revocationLists");
            foreach (var list in posted.RevocationLists) InspectJson.Write(json, list);
            json.WriteEndArray();
            json.WriteStartArray("problems");
            foreach (var problem in posted.Problems)
            {
                json.WriteStartObject();
                json.WriteString("source", problem.Source);
                json.WriteNumber("offset", problem.Offset);
                json.WriteString("reason", problem.Reason);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }, isLine: true));
    }

    private static Reply One(Ask ask, string sha256)
    {
        var (certificate, withTree) = (Find(ask, sha256), ask.Fields.Flag("asn1"));
        return Reply.Json(stream => JsonOutput.Write(stream, json => InspectedJson.Write(json, certificate, withTree), isLine: true));
    }

    private static Reply Siblings(Ask ask, World world, Certificate certificate)
    {
        var identity = world.Graph.SubjectOf(certificate);
        var withTree = ask.Fields.Flag("asn1");
        return Reply.Json(stream => JsonOutput.Write(stream, json =>
        {
            json.WriteStartObject();
            json.WriteStartObject("identity");
            json.WriteString("id", GraphShape.IdOf(identity));
            json.WriteString("keyId", identity.KeyId.ToString());
            json.WriteString("subject", identity.Subject.ToString());
            json.WriteEndObject();
            json.WriteStartArray("certificates");
            foreach (var sibling in world.Graph.CertificatesOf(identity)) InspectedJson.Write(json, sibling, withTree);
            json.WriteEndArray();
            json.WriteEndObject();
        }, isLine: true));
    }

    private static Task Search(HttpContext context, Desk desk)
    {
        var wantsLines = context.Request.Headers.Accept.ToString().Contains("application/x-ndjson", StringComparison.Ordinal);
        return wantsLines
            ? desk.Lines(context, ask => Results(ask, MostResults).Select(found =>
                Reply.Written(stream => JsonOutput.Write(stream, json => WriteResult(json, found, ask), isLine: true))))
            : desk.Short(context, SearchPage);
    }

    private static Reply SearchPage(Ask ask)
    {
        var limit = ask.Fields.Number("limit", 1, MostResults) ?? 50;
        var found = Results(ask, limit + 1).ToList();
        return Reply.Json(stream => JsonOutput.Write(stream, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("results");
            foreach (var certificate in found.Take(limit)) WriteResult(json, certificate, ask);
            json.WriteEndArray();
            json.WriteBoolean("truncated", found.Count > limit);
            json.WriteEndObject();
        }, isLine: true));
    }

    private static IEnumerable<Certificate> Results(Ask ask, int most) =>
        CertificateSearch.Find(ask.Library.Graph, ask.Fields.Text("q") ?? "", ask.Cancellation).Take(most);

    private static void WriteResult(Utf8JsonWriter json, Certificate certificate, Ask ask)
    {
        var trusts = ask.Library.Whole(ask.Question).TrustsOf(certificate);
        json.WriteStartObject();
        json.WriteString("sha256", certificate.Fingerprint.ToString());
        json.WriteString("subject", certificate.Subject.ToString());
        json.WriteString("name", certificate.Subject.FriendlyText);
        json.WriteString("issuer", certificate.Issuer.ToString());
        json.WriteString("keyId", certificate.KeyId.ToString());
        json.WriteTime("notBefore", certificate.NotBefore);
        json.WriteTime("notAfter", certificate.NotAfter);
        json.WriteBoolean("isCa", certificate.IsCa == true);
        json.WriteStrings("anchorOf", trusts.Where(trust => trust.Period.Contains(ask.Question.At))
            .Select(trust => TimelineAnswer.NameOf(trust.Store)).Distinct().Order(StringComparer.Ordinal));
        json.WriteEndObject();
    }
}
