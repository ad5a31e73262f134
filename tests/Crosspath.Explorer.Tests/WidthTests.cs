namespace Crosspath.Explorer.Tests;

/// <summary>A laptop's and a phone's width, light and dark; the pictures are for people to look at.</summary>
public sealed class WidthTests(Explorer explorer)
{
    [Theory]
    [InlineData("#/graph", "start")]
    [InlineData("#/graph?demo=rollover", "graph")]
    [InlineData("#/paths?demo=dst-x3-2021&at=2021-10-15", "paths")]
    [InlineData("#/time?demo=dst-x3-2021&at=2021-10-15", "time")]
    [InlineData("#/whatif?demo=bridge", "whatif")]
    [InlineData("#/clients?demo=dst-x3-2021&at=2021-10-15", "clients")]
    [InlineData("#/certificate?demo=dst-x3-2021", "certificate")]
    public async Task Nothing_sticks_out_of_the_window(string fragment, string name)
    {
        foreach (var width in new[] { 1366, 390 })
        {
            foreach (var isDark in new[] { false, true })
            {
                await using var visit = await explorer.Open(fragment, new() { Width = width, IsDark = isDark });
                await visit.Settled();
                await visit.Picture($"{name}-{(isDark ? "dark" : "light")}");

                var wide = await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");

                Assert.InRange(wide, 1, width);
            }
        }
    }
}
