using System.Text.RegularExpressions;
using Crosspath.Testing;
using Microsoft.Playwright;

namespace Crosspath.Explorer.Tests;

/// <summary>A window on the page that remembers what the browser complained about.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];
    private string? _tolerated;

    public Visit(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") _complaints.Add(message.Text);
        };
        page.PageError += (_, error) => _complaints.Add(error);
        page.Dialog += (_, dialog) => _complaints.Add($"a dialog: {dialog.Message}");
    }

    public IPage Page { get; }

    /// <summary>The answer in a line, at the top of every view.</summary>
    public ILocator Verdict => Page.Locator(".question output");

    public static async Task Expect(ILocator where, string text) => await Assertions.Expect(where).ToContainTextAsync(text);

    /// <summary>Waits for the trust graph to be laid out.</summary>
    public async Task GraphDrawn() => await Page.Locator(".graph-canvas[data-laid-out]").WaitForAsync();

    /// <summary>Goes to another view by its tab.</summary>
    public async Task Show(string view) =>
        await Page.GetByRole(AriaRole.Navigation, new() { Name = "Views" })
            .GetByRole(AriaRole.Link, new() { Name = view, Exact = true }).ClickAsync();

    /// <summary>The graph as a table, in which tests can read it.</summary>
    public async Task<ILocator> Table()
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "Table", Exact = true }).ClickAsync();
        return Page.GetByRole(AriaRole.Region, new() { Name = "Identities and their certificates" });
    }

    /// <summary>The row of an identity in the table of the graph.</summary>
    public static ILocator RowOf(ILocator table, string identity) => table.GetByRole(AriaRole.Row)
        .Filter(new() { Has = table.Page.GetByRole(AriaRole.Rowheader, new() { Name = identity, Exact = true }) });

    /// <summary>Keeps a picture for people to look at, in the ignored folder of artifacts.</summary>
    public async Task Picture(string name)
    {
        var size = Page.ViewportSize!;
        await Page.ScreenshotAsync(new()
        {
            Path = Path.Combine(SharedData.Repository, "artifacts", "screenshots", $"{name}-{size.Width}.png"),
            FullPage = size.Width < 900,
        });
    }

    /// <summary>Waits until nothing is being asked any more.</summary>
    public async Task Settled()
    {
        await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Assertions.Expect(Page.Locator(".waiting")).ToHaveCountAsync(0);
    }

    /// <summary>Overlooks complaints of one kind, where a view is expected to find nothing.</summary>
    public void Tolerate(string part) => _tolerated = part;

    /// <summary>Ends the visit; fails the test when the browser complained.</summary>
    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.DoesNotContain(_complaints, complaint => _tolerated is null || !complaint.Contains(_tolerated, StringComparison.Ordinal));
    }

    /// <summary>Pattern that matches a text literally somewhere.</summary>
    public static Regex Within(string text) => new(Regex.Escape(text));
}
