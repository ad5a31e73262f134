using Microsoft.Playwright;

namespace Crosspath.Explorer.Tests;

/// <summary>Switching things off, the cut, and links that carry both.</summary>
public sealed class WhatIfTests(Explorer explorer)
{
    [Fact]
    public async Task Distrusting_an_anchor_shows_what_is_lost_and_what_is_left()
    {
        await using var visit = await explorer.Open("#/whatif?demo=compromise");

        await visit.GraphDrawn();
        await Visit.Expect(visit.Verdict, "2 of 2 paths valid");
        await Changes(visit).GetByRole(AriaRole.Group, new() { Name = "an anchor were distrusted" })
            .GetByRole(AriaRole.Checkbox, new() { NameRegex = Visit.Within("Demo Fallen Root") }).CheckAsync();

        var difference = visit.Page.GetByRole(AriaRole.Region, new() { Name = "What changes" });
        await Visit.Expect(difference, "Lost (1)");
        await Visit.Expect(difference, "Still there (1)");
        await Visit.Expect(visit.Verdict, "1 of");
        await visit.Picture("whatif-distrust");
    }

    [Fact]
    public async Task The_whole_scenario_is_in_the_address()
    {
        await using var visit = await explorer.Open("#/whatif?demo=compromise");
        var revoked = Changes(visit).GetByRole(AriaRole.Group, new() { Name = "a certificate were revoked" }).GetByRole(AriaRole.Checkbox).First;
        await revoked.CheckAsync();
        await Assertions.Expect(visit.Page).ToHaveURLAsync(Visit.Within("revoke="));
        await Visit.Expect(visit.Verdict, "Not trusted");

        await visit.Page.ReloadAsync();

        await Assertions.Expect(revoked).ToBeCheckedAsync();
        await Visit.Expect(visit.Verdict, "Not trusted");
    }

    [Fact]
    public async Task The_cheapest_cut_is_shown_and_ends_all_paths_when_it_is_made()
    {
        await using var visit = await explorer.Open("#/whatif?demo=compromise");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Show the cheapest cut" }).ClickAsync();
        await Visit.Expect(Changes(visit), "valid paths go from 2 to 0");
        await visit.Picture("whatif-cut");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Make these changes here" }).ClickAsync();

        await Visit.Expect(visit.Verdict, "Not trusted");
        await Visit.Expect(visit.Page.GetByRole(AriaRole.Region, new() { Name = "What changes" }), "No path is left.");
    }

    [Fact]
    public async Task A_compromised_key_takes_everything_below_it()
    {
        await using var visit = await explorer.Open("#/whatif?demo=compromise");

        await Changes(visit).GetByRole(AriaRole.Group, new() { Name = "a key were compromised" })
            .GetByRole(AriaRole.Checkbox, new() { NameRegex = Visit.Within("Demo Shared CA") }).CheckAsync();

        await Visit.Expect(visit.Verdict, "Not trusted");
        await Visit.Expect(await visit.Table(), "key compromised");
    }

    private static ILocator Changes(Visit visit) => visit.Page.GetByRole(AriaRole.Region, new() { Name = "Changes" });
}
