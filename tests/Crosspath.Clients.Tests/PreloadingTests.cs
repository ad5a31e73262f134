using Crosspath.Testing;

namespace Crosspath.Clients.Tests;

/// <summary>Intermediates that a client's maker sends beforehand.</summary>
public sealed class PreloadingTests
{
    private const string Cross = """
        anchor Old
        anchor New
        New -> Int
        Old -> New : as cross
        Int -> leaf
        """;

    [Theory]
    [InlineData("firefox", "Int/New New/New")]
    [InlineData("firefox-builtin", "Int/New New/New")]
    [InlineData("openssl", null)]
    [InlineData("chromium", null)]
    [InlineData("nss-classic", null)]
    public void Only_Firefox_has_what_Mozilla_preloads(string client, string? chain)
    {
        using var world = World.Draw(Cross);
        var request = Drawn.Request(world, "leaf/Int", "New/New") with { Preloaded = [world["Int/New"]] };

        var answer = Drawn.Ask(world, client, request);

        Assert.Equal(chain is not null, answer == chain);
    }

    [Theory] // NSSCertDBTrustDomain::FindIssuer: the handshake's come before those that are preloaded, these before the database
    [InlineData("leaf/Int Int/New cross", "New/New Old/Old", "Int/New cross Old/Old")]
    [InlineData("leaf/Int Int/New", "New/New Old/Old", "Int/New cross Old/Old")]
    [InlineData("leaf/Int Int/New", "New/New", "Int/New New/New")]
    public void What_is_served_comes_first_and_the_store_last(string served, string roots, string chain)
    {
        using var world = World.Draw(Cross);
        var request = Drawn.Request(world, served, roots) with { Preloaded = [world["Int/New"], world["cross"]] };

        Assert.Equal(chain, Drawn.Ask(world, "firefox", request));
    }
}
