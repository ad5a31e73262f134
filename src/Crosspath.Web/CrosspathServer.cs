using Crosspath.Web.Endpoints;
using Crosspath.Web.Running;
using Crosspath.Web.Safety;
using Crosspath.Web.Worlds;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Crosspath.Web;

/// <summary>A running server. It listens at once, and answers questions when everything is linked.</summary>
internal sealed class CrosspathServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly Lanes _lanes;
    private readonly Measurements _measurements;
    private readonly IDisposable? _tracing;

    private CrosspathServer(ServerOptions options, Func<CancellationToken, Library> load, ServerLog log)
    {
        _lanes = new Lanes(options);
        _measurements = new Measurements(_lanes);
        _tracing = Tracing.Begin();
        Stopping = new CancellationTokenSource();
        Loading = Task.Run(() => load(Stopping.Token));
        _application = Build(options);
        var desk = new Desk(options, _lanes, Loading, log);
        UseGuards(_application, options, log);
        Map(_application, desk, _measurements);
    }

    /// <summary>Ends when everything is linked, or could not be read.</summary>
    public Task<Library> Loading { get; }

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Whether the page was built.</summary>
    public static bool HasPage => ExplorerPage.OfAssembly().IsThere;

    /// <summary>Every route, as the OpenAPI document writes them.</summary>
    public IEnumerable<(string Method, string Path)> Routes =>
        from endpoint in ((IEndpointRouteBuilder)_application).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
        select (method, "/" + endpoint.RoutePattern.RawText!.TrimStart('/'));

    private CancellationTokenSource Stopping { get; }

    /// <summary>Starts to listen.</summary>
    /// <param name="options">Where, and what a question may cost.</param>
    /// <param name="load">Reads what the server has.</param>
    /// <param name="log">What the operator is told.</param>
    /// <exception cref="IOException">The address cannot be listened on.</exception>
    public static async Task<CrosspathServer> Start(ServerOptions options, Func<ServerLog, Holdings> load, TextWriter log)
    {
        // Short questions are worked on where they come in; there is always a thread left that listens.
        ThreadPool.GetMinThreads(out var threads, out var ports);
        ThreadPool.SetMinThreads(Math.Max(threads, 4 * Environment.ProcessorCount), ports);
        var told = new ServerLog(log);
        var server = new CrosspathServer(options, cancellation => new Library(load(told), null, cancellation), told);
        try
        {
            await server._application.StartAsync().ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Stops: takes nothing more, and gives what is being worked on a moment.</summary>
    public async ValueTask DisposeAsync()
    {
        await Stopping.CancelAsync().ConfigureAwait(false);
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(500)); // commands that are ended have a second
        await _application.StopAsync(patience.Token).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
        _tracing?.Dispose();
        _measurements.Dispose();
        _lanes.Dispose();
    }

    private static WebApplication Build(ServerOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "crosspath" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(options.Listen);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.BodyBytes;
            kestrel.Limits.MaxRequestLineSize = 16 << 10;
            kestrel.Limits.MaxConcurrentConnections = 1_000;
            kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddRoutingCore();
        return builder.Build();
    }

    private static void UseGuards(WebApplication application, ServerOptions options, ServerLog log)
    {
        var guard = new RequestGuard(options);
        var problems = new ProblemAnswers(log.Note);
        application.Use((context, next) =>
        {
            SafetyHeaders.Set(context);
            return guard.Judge(context.Request) is { } problem ? problem.Write(context) : next(context);
        });
        application.Use(problems.Invoke);
        application.UseRouting();
    }

    private static void Map(WebApplication application, Desk desk, Measurements measurements)
    {
        var page = ExplorerPage.OfAssembly();
        application.MapGet("/healthz", Write(() => Reply.Text("ok\n")));
        application.MapGet("/readyz", Write(() => desk.IsReady ? Reply.Text("ready\n") : throw new NotReadyException()));
        application.MapGet("/metrics", Write(() => Reply.Text(measurements.Text(), "text/plain; version=0.0.4; charset=utf-8")));
        application.MapGet("/openapi/v1.json", Write(() => new Reply(OpenApi.Document)));
        var api = application.MapGroup("/api/v1");
        CertificateEndpoints.Map(api, desk);
        GraphEndpoints.Map(api, desk);
        PathEndpoints.Map(api, desk);
        TimeEndpoints.Map(api, desk);
        StoreEndpoints.Map(api, desk);
        JudgementEndpoints.Map(api, desk);
        ServerEndpoints.Map(api, desk);
        application.Use(async (context, next) =>
        {
            var isPage = context.GetEndpoint() is null && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method));
            if (!isPage || !await page.TryAnswer(context).ConfigureAwait(false)) await next(context).ConfigureAwait(false);
        });
    }

    private static RequestDelegate Write(Func<Reply> answer) => context =>
    {
        var reply = answer();
        context.Response.ContentType = reply.ContentType;
        context.Response.ContentLength = reply.Body.Length;
        return context.Response.Body.WriteAsync(reply.Body, context.RequestAborted).AsTask();
    };
}
