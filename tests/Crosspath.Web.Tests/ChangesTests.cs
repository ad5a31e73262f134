using System.Text.Json;
using Crosspath.Authority.Demos;

namespace Crosspath.Web.Tests;

/// <summary>Questions that are asked of the world after changes.</summary>
public sealed class ChangesTests : IAsyncLifetime
{
    private static readonly DemoPki Demo = DemoPki.Create("compromise", new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private static readonly string Fallen = Demo.Roots.Single(root => root.Subject.ToString().Contains("Fallen", StringComparison.Ordinal)).KeyId.ToString();
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.Start(certificates: Demo.Intermediates, roots: Demo.Roots);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Paths_of_a_distrusted_anchor_are_gone()
    {
        Assert.Equal("2", Valid(await Ask("paths", new { })));
        Assert.Equal("1", Valid(await Ask("paths", new { distrust = new[] { Fallen } })));
    }

    [Fact]
    public async Task A_revoked_certificate_is_a_finding()
    {
        var answer = await Ask("paths", new { revoke = new[] { Demo.Leaf.Fingerprint.ToString() } });

        Assert.Equal("0", Valid(answer));
        Assert.Contains("revoked in this scenario", answer.GetProperty("paths")[0].GetProperty("findings")[0].GetProperty("message").GetString());
    }

    [Fact]
    public async Task The_timeline_counts_the_paths_that_are_left()
    {
        var answer = await Ask("timeline", new { distrust = new[] { Fallen } });

        Assert.Equal("1", answer.GetProperty("stores")[0].GetProperty("intervals")[0].GetProperty("paths").GetString());
    }

    [Fact]
    public async Task Clients_lose_the_anchors_that_are_distrusted()
    {
        var all = Demo.Roots.Select(root => root.KeyId.ToString()).ToArray();

        var answer = await Ask("clients", new { distrust = all });

        Assert.All(answer.GetProperty("clients").EnumerateArray(), client => Assert.Equal("reject", client.GetProperty("verdict").GetString()));
    }

    [Fact]
    public async Task A_census_that_cannot_be_taken_is_not_found()
    {
        using var answer = await _server.Client.GetAsync("/api/v1/census");

        Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
    }

    private Task<JsonElement> Ask(string what, object changes) => _server.Json($"/api/v1/{what}", new
    {
        at = "2026-02-01",
        certificates = new[] { Demo.Leaf }.Concat(Demo.Intermediates).Select(c => Convert.ToBase64String(c.Raw.Span)),
        changes,
    });

    private static string? Valid(JsonElement answer) => answer.GetProperty("counts").GetProperty("validPaths").GetString();
}
