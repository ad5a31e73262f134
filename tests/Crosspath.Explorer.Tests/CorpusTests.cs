using Microsoft.Playwright;

namespace Crosspath.Explorer.Tests;

/// <summary>What the server has at hand: found by name, and loaded a neighbourhood at a time.</summary>
public sealed class CorpusTests(Explorer explorer)
{
    [Fact]
    public async Task A_certificate_is_found_by_name_and_asked_about()
    {
        await using var visit = await explorer.Open("");

        await visit.Page.GetByRole(AriaRole.Searchbox).FillAsync("Mesh Issuing");
        await visit.Page.GetByRole(AriaRole.Button, new() { NameRegex = Visit.Within("Demo Mesh Issuing CA") }).First.ClickAsync();

        await Visit.Expect(visit.Verdict, "27 of 27 paths valid");
        await visit.GraphDrawn();
    }

    [Fact]
    public async Task Neighbours_are_loaded_on_demand()
    {
        await using var visit = await explorer.Open("");
        await visit.Page.GetByRole(AriaRole.Searchbox).FillAsync("Demo Mesh CA 4.1");
        await visit.Page.GetByRole(AriaRole.Button, new() { NameRegex = Visit.Within("Demo Mesh CA 4.1") }).First.ClickAsync();
        var table = await visit.Table();
        await Assertions.Expect(table.GetByRole(AriaRole.Row)).ToHaveCountAsync(1 + 2);

        await table.GetByRole(AriaRole.Button, new() { Name = "Demo Mesh CA 4.1" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Load 3 more neighbours" }).ClickAsync();

        await Assertions.Expect(table.GetByRole(AriaRole.Row)).ToHaveCountAsync(1 + 2 + 3);
    }

    [Fact]
    public async Task Without_a_corpus_the_census_says_so()
    {
        await using var visit = await explorer.Open("#/census");

        await Visit.Expect(visit.Page.GetByRole(AriaRole.Main), "There is no census");
    }
}
