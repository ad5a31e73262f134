using System.Text.Json;
using Crosspath.Testing;

namespace Crosspath.Explorer.Tests;

/// <summary>The rules of axe-core on every view, in both colours and at both widths.</summary>
public sealed class AccessibilityTests(Explorer explorer)
{
    private static readonly string[] Views =
    [
        "#/graph", "#/graph?demo=rollover", "#/paths?demo=dst-x3-2021&at=2021-10-15", "#/time?demo=dst-x3-2021", "#/whatif?demo=rollover",
        "#/clients?demo=dst-x3-2021&at=2021-10-15", "#/certificate?demo=dst-x3-2021", "#/census",
    ];

    [Theory]
    [InlineData(false, 1366)]
    [InlineData(true, 1366)]
    [InlineData(false, 390)]
    [InlineData(true, 390)]
    public async Task No_view_has_a_serious_finding(bool isDark, int width)
    {
        var findings = new List<string>();
        foreach (var view in Views) findings.AddRange(await SeriousFindings(view, isDark, width));

        Assert.Empty(findings);
    }

    private async Task<IEnumerable<string>> SeriousFindings(string view, bool isDark, int width)
    {
        await using var visit = await explorer.Open(view, new() { IsDark = isDark, Width = width, BypassesPolicy = true });
        visit.Tolerate("404");
        await visit.Settled();
        await visit.Page.AddScriptTagAsync(new() { Path = AxeCore });
        var json = await visit.Page.EvaluateAsync<string>("async () => JSON.stringify((await axe.run()).violations)");
        using var violations = JsonDocument.Parse(json);
        return [.. violations.RootElement.EnumerateArray()
            .Where(violation => violation.GetProperty("impact").GetString() is "serious" or "critical")
            .Select(violation => $"{view}: {violation.GetProperty("id").GetString()}: {violation.GetProperty("nodes")[0].GetProperty("html").GetString()}")];
    }

    private static string AxeCore
    {
        get
        {
            var path = Path.Combine(SharedData.Repository, "src", "Crosspath.Web", "explorer", "node_modules", "axe-core", "axe.min.js");
            if (!File.Exists(path)) SharedData.Missing("axe-core (npm ci in src/Crosspath.Web/explorer)");
            return path;
        }
    }
}
