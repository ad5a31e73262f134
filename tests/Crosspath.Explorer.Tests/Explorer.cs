using Crosspath.Explorer.Tests;
using Crosspath.Testing;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Explorer))]

namespace Crosspath.Explorer.Tests;

/// <summary>The server and the browser that all journeys share.</summary>
public sealed class Explorer : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private ExplorerServer? _server;

    /// <summary>Chromium of the system: the driver that comes with the package has no browser of its own.</summary>
    private static string? Chromium =>
        Environment.GetEnvironmentVariable("CROSSPATH_CHROMIUM") ?? Places.FirstOrDefault(File.Exists);

    private static string Page => Path.Combine(SharedData.Repository, "src", "Crosspath.Web", "explorer", "dist", "index.html");

    public async ValueTask InitializeAsync()
    {
        if (Chromium is not { } chromium || !File.Exists(Page)) return;
        _server = await ExplorerServer.Start();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = chromium,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--no-first-run",
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        _server?.Dispose();
    }

    /// <summary>The server's address; the test is skipped where browser or page are missing, and so is the server.</summary>
    internal string Address
    {
        get
        {
            if (Chromium is null) SharedData.Missing("Chromium (set CROSSPATH_CHROMIUM)");
            if (!File.Exists(Page)) SharedData.Missing("the built page (npm ci && npm run build in src/Crosspath.Web/explorer)");
            return _server!.Address;
        }
    }

    /// <summary>Opens the page in a window of its own, and skips the test where browser or page are missing.</summary>
    /// <param name="fragment">The state of the page, as in its address.</param>
    internal async Task<Visit> Open(string fragment, VisitOptions? options = null)
    {
        var address = Address;
        var chosen = options ?? new VisitOptions();
        var context = await _browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = chosen.Width, Height = chosen.Height },
            ColorScheme = chosen.IsDark ? ColorScheme.Dark : ColorScheme.Light,
            BypassCSP = chosen.BypassesPolicy,
            Locale = "en-GB",
        });
        context.SetDefaultTimeout(20_000);
        var page = await context.NewPageAsync();
        var visit = new Visit(context, page);
        await page.GotoAsync($"{address}/{fragment}");
        return visit;
    }
}
