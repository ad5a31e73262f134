using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using Crosspath.Authority.Demos;
using Crosspath.Authority.Linting;
using Crosspath.Clients;
using Crosspath.Paths;
using Crosspath.Web.Safety;
using Crosspath.X509;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crosspath.Web.Endpoints;

/// <summary>The server itself, and the demonstrations that it makes.</summary>
internal static class ServerEndpoints
{
    // K^N paths cost nothing; the certificates of each layer are K^2 and are signed here.
    private const int MostLayers = 12, MostWidth = 8;

    /// <summary>Adds them.</summary>
    public static void Map(RouteGroupBuilder api, Desk desk)
    {
        api.MapGet("/server", context => desk.Short(context, ask => Server(ask, desk.Options)));
        api.MapGet("/census", context => desk.Heavy(context, Census));
        api.MapGet("/demos", context => desk.Short(context, _ => Demos()));
        api.MapGet("/demos/{kind}", (HttpContext context, string kind) => desk.Heavy(context, ask => Demo(ask, desk.Options, kind)));
    }

    private static Reply Server(Ask ask, ServerOptions options) => Reply.Json(stream => JsonOutput.Write(stream, json =>
    {
        var graph = ask.Library.Graph;
        json.WriteStartObject();
        json.WriteString("version", typeof(ServerEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion);
        json.WriteTime("now", ask.Question.At);
        json.WriteNumber("certificates", graph.Certificates.Length);
        json.WriteNumber("identities", graph.Identities.Length);
        json.WriteStrings("stores", ask.Library.StoreNames);
        json.WriteStrings("purposes", Purpose.All.Select(purpose => purpose.Name));
        json.WriteStrings("clients", ProfileCatalogue.BuiltIn.All.Select(profile => profile.Client));
        json.WriteStrings("rulePacks", LintPack.All.Select(pack => pack.Name));
        json.WriteStrings("demos", DemoKind.All.Select(kind => kind.Name));
        json.WriteString("startDemo", options.Demo?.Kind.Name);
        json.WriteStartObject("limits");
        json.WriteNumber("bodyBytes", options.BodyBytes);
        json.WriteNumber("certificates", options.Certificates);
        json.WriteNumber("seconds", options.ShortTime.TotalSeconds);
        json.WriteNumber("heavySeconds", options.HeavyTime.TotalSeconds);
        json.WriteEndObject();
        json.WriteStartObject("features");
        json.WriteBoolean("census", ask.Library.HasCensus);
        json.WriteBoolean("token", options.Token is not null);
        json.WriteEndObject();
        json.WriteEndObject();
    }, isLine: true));

    private static Reply Census(Ask ask)
    {
        var write = ask.Library.Census(ask.Cancellation)
            ?? throw new NotHereException("there is no corpus of which a census could be taken; start with --corpus CORPUS");
        var hasGroups = ask.Fields.Flag("list");
        return Reply.Json(stream => write(stream, hasGroups));
    }

    private static Reply Demos() => Reply.Json(stream => JsonOutput.Write(stream, json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("demos");
        foreach (var kind in DemoKind.All)
        {
            json.WriteStartObject();
            json.WriteString("kind", kind.Name);
            json.WriteString("summary", kind.Summary);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }, isLine: true));

    // Private keys are made with it, and forgotten with it.
    private static Reply Demo(Ask ask, ServerOptions options, string kind)
    {
        if (!DemoKind.All.Any(known => known.Name == kind)) throw new NotHereException($"there is no demo '{kind}'; see /api/v1/demos");
        var mesh = (ask.Fields.Number("layers", 1, MostLayers), ask.Fields.Number("width", 1, MostWidth));
        var demo = options.Demo is { } own && own.Kind.Name == kind && mesh == (null, null)
            ? own
            : DemoPki.Create(kind, TimeProvider.System.GetUtcNow(), (mesh.Item1 ?? 4, mesh.Item2 ?? 3));
        return Reply.Json(stream => JsonOutput.Write(stream, json => Write(json, demo), isLine: true));
    }

    private static void Write(Utf8JsonWriter json, DemoPki demo)
    {
        json.WriteStartObject();
        json.WriteString("kind", demo.Kind.Name);
        json.WriteString("summary", demo.Kind.Summary);
        json.WriteString("story", demo.Story);
        json.WriteString("leaf", Pem([demo.Leaf]));
        json.WriteString("intermediates", Pem(demo.Intermediates));
        json.WriteString("roots", Pem(demo.Roots));
        json.WriteStartArray("questions");
        foreach (var question in demo.Questions)
        {
            json.WriteStartObject();
            json.WriteString("text", question.Text);
            json.WriteTime("at", question.At);
            json.WriteString("policy", question.Policy);
            json.WriteBoolean("count", question.IsCount);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Pem(IEnumerable<Certificate> certificates) =>
        string.Concat(certificates.Select(certificate => PemEncoding.WriteString("CERTIFICATE", certificate.Raw.Span) + "\n"));
}
