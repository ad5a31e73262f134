using System.Text.Json.Nodes;
using Crosspath.Clients.Scenarios;
using Crosspath.Testing;

namespace Crosspath.Clients.Tests;

/// <summary>Scenario files that cannot be used are refused in one line that says why.</summary>
public sealed class LabScenarioTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crosspath-scenario-").FullName;

    [Theory]
    [InlineData("{", "line 1: this is no JSON")]
    [InlineData("[]", "this is no scenario")]
    [InlineData("{}", "this is no scenario")]
    [InlineData("""{ "certs": { "leaf": { "file": "../leaf.pem" } } }""", "lies outside of the scenario's folder")]
    [InlineData("""{ "certs": { "leaf": { "file": "leaf.pem" } } }""", "holds no certificate")]
    [InlineData(
        """{ "certs": {}, "served": ["leaf"], "roots": [], "date": "2026-11-20T20:00:00Z" }""",
        "there is no certificate 'leaf'")]
    public void A_file_of_no_use_is_refused_in_one_line(string text, string expected)
    {
        var path = Path.Combine(_folder, "scenario.json");
        File.WriteAllText(path, text);

        Assert.False(LabScenario.TryRead(path, out _, out var error));

        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error);
    }

    [Fact]
    public void Locations_that_lead_nowhere_and_lists_that_are_not_there_are_part_of_a_scenario()
    {
        var scenario = JsonNode.Parse(File.ReadAllText(SharedData.PathOf("clientlab", "scenarios", "s16", "scenario.json")))!;
        var folder = SharedData.PathOf("clientlab", "scenarios", "s16", "certs");
        Directory.CreateDirectory(Path.Combine(_folder, "certs"));
        foreach (var file in Directory.GetFiles(folder)) File.Copy(file, Path.Combine(_folder, "certs", Path.GetFileName(file)));
        scenario["aia"] = new JsonObject { ["http://nowhere.test/"] = "nobody" };
        File.WriteAllText(Path.Combine(_folder, "scenario.json"), scenario.ToJsonString());

        Assert.True(LabScenario.TryRead(Path.Combine(_folder, "scenario.json"), out var read, out var error), error);

        Assert.Empty(read!.Request.RevocationLists);
        Assert.Empty(read.Request.Fetchable);
    }

    [Fact]
    public void A_file_that_is_missing_is_named()
    {
        Assert.False(LabScenario.TryRead(Path.Combine(_folder, "none.json"), out _, out var error));

        Assert.Contains("none.json", error, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
