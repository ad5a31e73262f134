using Microsoft.Playwright;

namespace Crosspath.Explorer.Tests;

/// <summary>A journey without a mouse.</summary>
public sealed class KeyboardTests(Explorer explorer)
{
    [Fact]
    public async Task The_first_key_leads_past_the_head_of_the_page()
    {
        await using var visit = await explorer.Open("#/paths?demo=dst-x3-2021&at=2021-10-15");
        await visit.Settled();

        await visit.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to the content", await Focused(visit, "textContent"));
        await visit.Page.Keyboard.PressAsync("Enter");

        Assert.Equal("main", await Focused(visit, "id"));
    }

    [Fact]
    public async Task Arrow_keys_walk_the_graph_and_Enter_opens_a_certificate()
    {
        await using var visit = await explorer.Open("#/graph?demo=dst-x3-2021&at=2021-10-15");
        await visit.GraphDrawn();
        await TabTo(visit, "Trust graph");

        await visit.Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Region, new() { Name = "Selected identity" })).ToContainTextAsync("www.demo.test");
        await visit.Page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Region, new() { Name = "Selected identity" })).ToContainTextAsync("Demo Issuing CA R3");
        await visit.Page.Keyboard.PressAsync("Shift+ArrowUp");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Region, new() { Name = "Selected certificate" })).ToContainTextAsync("Demo Issuing CA R3");
        await visit.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Demo Issuing CA R3");
    }

    [Fact]
    public async Task A_story_is_opened_and_its_day_moved_by_keys_alone()
    {
        await using var visit = await explorer.Open("");
        await TabTo(visit, "dst-x3-2021");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Visit.Expect(visit.Verdict, "1 of 3 paths valid");

        await TabTo(visit, "Day");
        await visit.Page.Keyboard.PressAsync("Home");

        await Visit.Expect(visit.Verdict, "Not trusted");
    }

    [Fact]
    public async Task What_has_the_focus_shows_it()
    {
        await using var visit = await explorer.Open("#/whatif?demo=rollover");
        await visit.Settled();
        var unmarked = new List<string>();
        for (var press = 0; press < 45; press++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            var outline = await visit.Page.EvaluateAsync<string>(
                "() => document.activeElement === document.body ? 'solid' : getComputedStyle(document.activeElement).outlineStyle");
            if (outline == "none") unmarked.Add(await Focused(visit, "outerHTML"));
        }

        Assert.Empty(unmarked);
    }

    private static async Task TabTo(Visit visit, string name)
    {
        for (var press = 0; press < 80; press++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            var here = await visit.Page.EvaluateAsync<string>(
                "() => (document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent ?? '')");
            if (here.StartsWith(name, StringComparison.Ordinal)) return;
        }
        Assert.Fail($"No key leads to '{name}'.");
    }

    private static Task<string> Focused(Visit visit, string property) =>
        visit.Page.EvaluateAsync<string>($"() => document.activeElement.{property}");
}
