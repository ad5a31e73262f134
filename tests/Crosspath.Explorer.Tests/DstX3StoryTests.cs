using Microsoft.Playwright;

namespace Crosspath.Explorer.Tests;

/// <summary>The root that died while its cross-sign lived: a whole journey through the views.</summary>
public sealed class DstX3StoryTests(Explorer explorer)
{
    [Fact]
    public async Task Moving_the_day_past_the_end_of_the_old_root_takes_two_of_three_paths()
    {
        await using var visit = await explorer.Open("#/graph?demo=dst-x3-2021&at=2021-09-15");

        await visit.GraphDrawn();
        await Visit.Expect(visit.Verdict, "3 of 3 paths valid");
        await visit.Page.GetByLabel("Day in question").FillAsync("2021-09-30");
        await Visit.Expect(visit.Verdict, "2 of 3 paths valid");
        await visit.Page.GetByRole(AriaRole.Slider, new() { Name = "Day" }).PressAsync("ArrowRight");
        await Visit.Expect(visit.Verdict, "1 of 3 paths valid");
        await Visit.Expect(visit.Verdict, "Trusted");
        Assert.Contains("at=2021-10-01", visit.Page.Url, StringComparison.Ordinal);
        await visit.Picture("dst-x3-graph");
    }

    [Fact]
    public async Task The_graph_tells_expired_certificates_in_words()
    {
        await using var visit = await explorer.Open("#/graph?demo=dst-x3-2021&at=2021-10-15");

        var table = await visit.Table();

        await Visit.Expect(Visit.RowOf(table, "Demo Issuing CA R3"), "expired 2021-09-29");
        await Visit.Expect(Visit.RowOf(table, "Demo New Root X1"), "cross-signed");
    }

    [Fact]
    public async Task Devices_that_ignore_the_dates_of_anchors_go_on_with_the_old_root()
    {
        await using var visit = await explorer.Open("#/graph?demo=dst-x3-2021&at=2021-10-15");
        await Visit.Expect(visit.Verdict, "1 of 3 paths valid");

        await visit.Page.GetByRole(AriaRole.Button, new() { NameRegex = Visit.Within("Certificates (") }).ClickAsync();
        await visit.Page.GetByLabel("Ignore the dates of anchors").CheckAsync();

        await Visit.Expect(visit.Verdict, "2 of 3 paths valid");
    }

    [Fact]
    public async Task Each_path_says_why_it_is_not_valid()
    {
        await using var visit = await explorer.Open("#/paths?demo=dst-x3-2021&at=2021-10-15");

        var paths = visit.Page.GetByRole(AriaRole.Region, new() { Name = "Paths", Exact = true });
        await Visit.Expect(paths, "Demo Old Root X3 expired on 2021-09-30");
        await paths.GetByRole(AriaRole.Button, new() { NameRegex = Visit.Within("until 2021-09-30") }).ClickAsync();

        await Assertions.Expect(visit.Page).ToHaveURLAsync(Visit.Within("path="));
        await visit.GraphDrawn();
        await visit.Picture("dst-x3-paths");
    }

    [Fact]
    public async Task The_timeline_names_the_day_on_which_the_old_root_ends()
    {
        await using var visit = await explorer.Open("#/time?demo=dst-x3-2021&at=2021-09-15");

        var events = visit.Page.GetByRole(AriaRole.Region, new() { Name = "What happens when" });
        await Visit.Expect(events, "Demo Old Root X3 expires");
        await events.GetByRole(AriaRole.Button, new() { Name = "Go to 2021-09-30" }).First.ClickAsync();

        await Visit.Expect(visit.Verdict, "1 of 3 paths valid");
        await Visit.Expect(visit.Page.GetByRole(AriaRole.Region, new() { Name = "On 2021-10-01" }), "Demo Old Root X3 expired on 2021-09-30");
        await visit.Picture("dst-x3-time");
    }

    [Fact]
    public async Task A_client_is_followed_step_by_step_forwards_and_backwards()
    {
        await using var visit = await explorer.Open("#/clients?demo=dst-x3-2021&at=2021-10-15");

        await visit.Page.GetByRole(AriaRole.Button, new() { NameRegex = Visit.Within("openssl") }).First.ClickAsync();
        var steps = visit.Page.GetByRole(AriaRole.Group, new() { Name = "Steps" });
        await Visit.Expect(steps, "Step 1 of");
        await steps.GetByRole(AriaRole.Button, new() { Name = "Next →" }).ClickAsync();
        await Visit.Expect(steps, "Step 2 of");
        await visit.Picture("dst-x3-clients");
        await steps.GetByRole(AriaRole.Button, new() { Name = "← Back" }).ClickAsync();

        await Visit.Expect(steps, "Step 1 of");
    }
}
