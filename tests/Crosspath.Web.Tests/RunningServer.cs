using System.Net;
using System.Text;
using System.Text.Json;
using Crosspath.Answers;
using Crosspath.Stores.Catalog;
using Crosspath.Web.Worlds;
using Crosspath.X509;

namespace Crosspath.Web.Tests;

/// <summary>A server on a free port of the loopback, and a client of it.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private RunningServer(CrosspathServer server, StringWriter log)
    {
        (Server, Log) = (server, log);
        Client = new HttpClient { BaseAddress = server.Address };
    }

    public CrosspathServer Server { get; }

    public StringWriter Log { get; }

    public HttpClient Client { get; }

    /// <summary>Starts one, and waits until it is ready.</summary>
    public static async Task<RunningServer> Start(
        ServerOptions? options = null, IReadOnlyList<Certificate>? certificates = null, IReadOnlyList<Certificate>? roots = null,
        string? catalog = null)
    {
        var running = await Begin(
            log => new Holdings(certificates ?? [], roots ?? [], new StoreShelf(new StoreCatalog(catalog ?? "none"), log), []), options);
        await running.Server.Loading;
        return running;
    }

    /// <summary>Starts one with whatever it will have.</summary>
    public static async Task<RunningServer> Begin(Func<ServerLog, Holdings> load, ServerOptions? options = null)
    {
        var log = new StringWriter();
        var free = (options ?? new ServerOptions()) with { Listen = new IPEndPoint(IPAddress.Loopback, 0) };
        return new RunningServer(await CrosspathServer.Start(free, load, log), log);
    }

    /// <summary>Asks by POST.</summary>
    public Task<HttpResponseMessage> Post(string path, object question) =>
        Client.PostAsync(path, new StringContent(JsonSerializer.Serialize(question), Encoding.UTF8, "application/json"));

    /// <summary>The text of an answer that must be one.</summary>
    public async Task<string> Answer(string path, object? question = null)
    {
        using var response = question is null ? await Client.GetAsync(path) : await Post(path, question);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {text} {Log}");
        return text;
    }

    /// <summary>The same as JSON.</summary>
    public async Task<JsonElement> Json(string path, object? question = null)
    {
        using var document = JsonDocument.Parse(await Answer(path, question));
        return document.RootElement.Clone();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }
}
