using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Crosspath.Answers;
using Crosspath.Authority.Demos;
using Crosspath.Stores.Catalog;
using Crosspath.Web.Running;
using Crosspath.X509;

namespace Crosspath.Web.Tests;

/// <summary>What happens when there is more to do than can be done.</summary>
public sealed class LoadTests
{
    private static readonly DemoPki Mesh = DemoPki.Create("mesh", new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), (4, 3));

    [Fact]
    public async Task A_full_lane_refuses()
    {
        using var lane = new Lane(isHeavy: true, atOnce: 1, waiting: 0, TimeSpan.FromMinutes(1));
        using var release = new ManualResetEventSlim();
        var first = lane.Run(token => { release.Wait(token); return 1; }, CancellationToken.None);

        await Assert.ThrowsAsync<LaneFullException>(() => lane.Run(_ => 2, CancellationToken.None));
        release.Set();

        Assert.Equal(1, await first);
        Assert.Equal(3, await lane.Run(_ => 3, CancellationToken.None));
    }

    [Fact]
    public async Task Who_waits_gets_a_turn_and_who_goes_away_leaves_none_behind()
    {
        using var lane = new Lane(isHeavy: true, atOnce: 1, waiting: 2, TimeSpan.FromMinutes(1));
        using var release = new ManualResetEventSlim();
        using var impatient = new CancellationTokenSource();
        var first = lane.Run(token => { release.Wait(token); return 1; }, CancellationToken.None);
        var second = lane.Run(_ => 2, impatient.Token);
        var third = lane.Run(_ => 3, CancellationToken.None);

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        release.Set();

        Assert.Equal((1, 3), (await first, await third));
        Assert.Equal(0, lane.Inside);
    }

    [Fact]
    public async Task Time_that_is_up_is_told_from_a_caller_who_went_away()
    {
        using var lane = new Lane(isHeavy: false, atOnce: 1, waiting: 0, TimeSpan.Zero);
        static int Work(CancellationToken token)
        {
            token.WaitHandle.WaitOne();
            token.ThrowIfCancellationRequested();
            return 0;
        }

        await Assert.ThrowsAsync<TimeIsUpException>(() => lane.Run(Work, CancellationToken.None));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => lane.Run(Work, new CancellationToken(canceled: true)));
    }

    [Theory]
    [InlineData("paths", HttpStatusCode.TooManyRequests)]
    [InlineData("timeline", HttpStatusCode.ServiceUnavailable)]
    public async Task A_server_that_is_full_says_when_to_come_again(string question, HttpStatusCode status)
    {
        // Fewer than nobody may wait, so that the first is one too many.
        await using var server = await RunningServer.Start(
            new ServerOptions { ShortWaiting = -2 * Environment.ProcessorCount, HeavyAtOnce = 1, HeavyWaiting = -1 });

        using var response = await server.Post($"/api/v1/{question}", Question());

        Assert.Equal(status, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_full_lane_of_heavy_questions_leaves_short_ones_alone()
    {
        await using var server = await RunningServer.Start(new ServerOptions { HeavyAtOnce = 1, HeavyWaiting = -1 });

        using var heavy = await server.Post("/api/v1/timeline", Question());
        using var easy = await server.Post("/api/v1/paths", Question());

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK), (heavy.StatusCode, easy.StatusCode));
    }

    [Fact]
    public async Task A_question_that_takes_too_long_is_given_up()
    {
        await using var server = await RunningServer.Start(new ServerOptions { HeavyTime = TimeSpan.Zero });

        using var response = await server.Post("/api/v1/paths", Question(new() { ["explain"] = true }));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains("problem:budget", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hard_count_is_taken_as_a_heavy_question_and_given_in_full()
    {
        // Fourteen CAs that all sign each other: more walks than a short question may count.
        string[] cas = [.. Enumerable.Range(0, 14).Select(i => $"C{i}")];
        using var world = Testing.World.Draw($"anchor Root\nRoot -> C0\nC5 -> leaf\n"
            + string.Join('\n', cas.Select(ca => $"{ca} -> {string.Join(' ', cas.Where(other => other != ca))}")));
        var expected = world.Paths().Count(world.Query("leaf"));
        await using var server = await RunningServer.Start(certificates: [.. world.Certificates], roots: world.Anchors);
        var question = new { target = world.Query("leaf").Target.Fingerprint.ToString(), at = "2025-06-01", count = true };
        await using var hurried = await RunningServer.Start(
            new ServerOptions { HeavyTime = TimeSpan.Zero }, [.. world.Certificates], world.Anchors);

        var answer = await server.Json("/api/v1/paths", question);
        using var refused = await hurried.Post("/api/v1/paths", question);

        Assert.Equal(expected.Paths.ToString(CultureInfo.InvariantCulture), answer.GetProperty("counts").GetProperty("paths").GetString());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
    }

    [Fact(Timeout = 120_000)]
    public async Task Who_goes_away_is_worked_for_no_longer()
    {
        string[] cas = [.. Enumerable.Range(0, 20).Select(i => $"C{i}")];
        using var world = Testing.World.Draw($"anchor Root\nRoot -> C0\nC5 -> leaf\n"
            + string.Join('\n', cas.Select(ca => $"{ca} -> {string.Join(' ', cas.Where(other => other != ca))}")));
        await using var server = await RunningServer.Start(
            new ServerOptions { HeavyTime = TimeSpan.FromHours(1) }, [.. world.Certificates], world.Anchors);
        // Lines for as long as anybody reads them: every CA of the clique, again and again.
        var pem = string.Concat(world.Certificates.Select(certificate => PemEncoding.WriteString("CERTIFICATE", certificate.Raw.Span) + "\n"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/paths?each=true&count=true&at=2025-06-01")
        {
            Content = new StringContent(pem, System.Text.Encoding.UTF8, "application/x-pem-file"),
        };

        using (var response = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead))
        {
            Assert.Contains("{lane=\"heavy\"} 1", await server.Answer("/metrics"), StringComparison.Ordinal);
        }
        while (!(await server.Answer("/metrics")).Contains("{lane=\"heavy\"} 0", StringComparison.Ordinal)) await Task.Delay(50);
    }

    [Fact]
    public async Task Until_everything_is_linked_a_server_lives_but_is_not_ready()
    {
        using var release = new ManualResetEventSlim();
        await using var server = await RunningServer.Begin(log =>
        {
            release.Wait();
            return new Holdings([], [], new StoreShelf(new StoreCatalog("none"), log), []);
        });

        Assert.Equal(HttpStatusCode.OK, await StatusOf(server, "/healthz"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusOf(server, "/readyz"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusOf(server, "/api/v1/server"));
        release.Set();
        await server.Server.Loading;
        Assert.Equal(HttpStatusCode.OK, await StatusOf(server, "/readyz"));
        Assert.Equal(HttpStatusCode.OK, await StatusOf(server, "/api/v1/server"));
    }

    [Fact]
    public async Task Measurements_count_what_was_answered()
    {
        await using var server = await RunningServer.Start();
        await server.Answer("/api/v1/demos");

        var text = await server.Answer("/metrics");

        Assert.Contains("crosspath_lane_questions{lane=\"heavy\"} 0", text, StringComparison.Ordinal);
        Assert.Contains("# TYPE http_server_request_duration_seconds histogram", text, StringComparison.Ordinal);
        Assert.Contains("http_route=\"/api/v1/demos\"", text, StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> StatusOf(RunningServer server, string path)
    {
        using var response = await server.Client.GetAsync(path);
        return response.StatusCode;
    }

    private static Dictionary<string, object> Question(Dictionary<string, object>? more = null)
    {
        static string[] Texts(IEnumerable<Certificate> certificates) => [.. certificates.Select(c => Convert.ToBase64String(c.Raw.Span))];
        var question = new Dictionary<string, object>
        {
            ["certificates"] = Texts([Mesh.Leaf, .. Mesh.Intermediates]),
            ["roots"] = Texts(Mesh.Roots),
            ["corpus"] = false,
            ["at"] = "2026-01-01",
        };
        foreach (var (name, value) in more ?? []) question[name] = value;
        return question;
    }
}
