using Microsoft.Playwright;

namespace Crosspath.Explorer.Tests;

/// <summary>Two PKIs that must stay apart, and sign each other for a while.</summary>
public sealed class PartitionsTests(Explorer explorer)
{
    [Fact]
    public async Task The_cycle_of_the_two_roots_is_named()
    {
        await using var visit = await explorer.Open("#/graph?demo=partitions");

        await visit.GraphDrawn();
        await visit.Picture("partitions");
        var table = await visit.Table();

        await Visit.Expect(Visit.RowOf(table, "Demo Root North"), "signs in a loop");
        await Visit.Expect(Visit.RowOf(table, "Demo Root South"), "signs in a loop");
    }

    [Fact]
    public async Task A_path_goes_to_each_root()
    {
        await using var visit = await explorer.Open("#/graph?demo=partitions");

        await Visit.Expect(visit.Verdict, "2 of 2 paths valid");
        var paths = visit.Page.GetByRole(AriaRole.Complementary, new() { Name = "Details" });
        await Visit.Expect(paths, "Demo Root North");
        await Visit.Expect(paths, "Demo Root South");
    }

    [Fact]
    public async Task The_agreement_ends_on_the_timeline()
    {
        await using var visit = await explorer.Open("#/time?demo=partitions");

        var events = visit.Page.GetByRole(AriaRole.Region, new() { Name = "What happens when" });
        await Visit.Expect(events, "Demo Root South by Demo Root North expires");
    }
}
