using Crosspath.Testing;

namespace Crosspath.Clients.Tests;

/// <summary>Each rule on a small world of its own, where another rule would do something else.</summary>
public sealed class StrategyTests
{
    // The old root's cross-sign of the new one, as served in 2021; and two alternates for one intermediate.
    private const string Cross = """
        anchor Old
        anchor New
        Old -> New : as cross
        New -> Int
        Int -> leaf
        """;

    private const string TwoIssuers = """
        anchor A
        anchor B
        A -> Int : as byA
        B -> Int : as byB
        Int -> leaf
        """;

    [Theory]
    [InlineData("openssl", "Int/New New/New")]
    [InlineData("openssl-notf", "Int/New cross Old/Old")]
    [InlineData("gnutls", "Int/New cross Old/Old")]
    [InlineData("firefox", "Int/New cross Old/Old")]
    [InlineData("firefox-builtin", "Int/New New/New")]
    [InlineData("mbedtls", "Int/New New/New")]
    [InlineData("java-tls", "Int/New New/New")]
    public void The_order_of_sources_decides_between_short_and_long(string client, string chain)
    {
        using var world = World.Draw(Cross);

        var answer = Drawn.Ask(world, client, Drawn.Request(world, "leaf/Int Int/New cross", "Old/Old New/New"));

        Assert.Equal(chain, answer);
    }

    [Theory]
    [InlineData("openssl", false)]
    [InlineData("gnutls", false)]
    [InlineData("bearssl", false)]
    [InlineData("nss-classic", true)] // it prefers the last served
    [InlineData("go", true)]
    [InlineData("rustls", true)]
    [InlineData("wolfssl", true)]
    [InlineData("pkijs", false)]
    public void Only_some_try_again_after_a_dead_end(string client, bool accepts)
    {
        using var world = World.Draw(TwoIssuers);

        var answer = Drawn.Ask(world, client, Drawn.Request(world, "leaf/Int byA byB", "B/B"));

        Assert.Equal(accepts, answer == "byB B/B");
    }

    [Fact]
    public void Alternate_chains_save_a_served_path_that_ends_nowhere()
    {
        using var world = World.Draw(Cross);
        var request = Drawn.Request(world, "leaf/Int Int/New cross", "New/New");

        Assert.Equal("Int/New New/New", Drawn.Ask(world, "openssl-notf", request));
        Assert.Equal("-- no issuer of 'New' is known", Drawn.Ask(world, "openssl-notf-noalt", request));
    }

    [Fact]
    public void A_partial_chain_ends_at_the_first_certificate_of_the_store()
    {
        using var world = World.Draw(Cross);
        var request = Drawn.Request(world, "leaf/Int Int/New", "Int/New");

        Assert.Equal("Int/New", Drawn.Ask(world, "openssl-partial", request));
        Assert.StartsWith("--", Drawn.Ask(world, "openssl", request), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("openssl")]
    [InlineData("gnutls")]
    [InlineData("botan")]
    [InlineData("wolfssl")]
    public void A_key_identifier_that_differs_refuses(string client)
    {
        using var world = World.Draw("anchor A\nA -> Int : wrong-aki\nInt -> leaf");

        var answer = Drawn.Ask(world, client, Drawn.Request(world, "leaf/Int Int/A", "A/A"));

        Assert.StartsWith("--", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("go")]
    [InlineData("chromium")]
    [InlineData("firefox")]
    [InlineData("mbedtls")]
    [InlineData("bearssl")]
    public void Others_leave_key_identifiers_to_the_signature(string client)
    {
        using var world = World.Draw("anchor A\nA -> Int : wrong-aki\nInt -> leaf");

        Assert.Equal("Int/A A/A", Drawn.Ask(world, client, Drawn.Request(world, "leaf/Int Int/A", "A/A")));
    }

    [Fact]
    public void A_list_in_issuer_order_is_judged_as_it_is_and_any_other_is_searched()
    {
        using var world = World.Draw(TwoIssuers);

        var inOrder = Drawn.Ask(world, "java-tls", Drawn.Request(world, "leaf/Int byA", "A/A B/B"));
        var other = Drawn.Ask(world, "java-tls", Drawn.Request(world, "leaf/Int byA byB", "B/B"));

        Assert.Equal("byA A/A", inOrder);
        Assert.Equal("byB B/B", other);
    }

    [Fact]
    public void An_expired_anchor_is_none_of_the_concern_of_those_who_take_name_and_key()
    {
        using var world = World.Draw("anchor A : expired\nA -> Int\nInt -> leaf");
        var request = Drawn.Request(world, "leaf/Int Int/A", "A/A");

        Assert.Equal("Int/A A/A", Drawn.Ask(world, "rustls", request));
        Assert.Equal("Int/A A/A", Drawn.Ask(world, "java-tls", request));
        Assert.Equal("-- 'A' has expired", Drawn.Ask(world, "go", request));
    }

    [Fact]
    public void A_cycle_makes_who_lists_all_paths_first_go_round_for_ever()
    {
        using var world = World.Draw("anchor A\nanchor B\nA -> B : as BbyA\nB -> A : as AbyB\nB -> Int\nInt -> leaf");

        var answer = Drawn.Ask(world, "pkijs", Drawn.Request(world, "leaf/Int Int/B BbyA AbyB", "A/A"));

        Assert.StartsWith("--", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Fetched_issuers_help_only_those_who_fetch()
    {
        using var world = World.Draw("anchor A\nA -> Int\nInt -> leaf");
        var request = Drawn.Request(world, "leaf/Int", "A/A");

        Assert.StartsWith("--", Drawn.Ask(world, "dotnet", request), StringComparison.Ordinal);
        Assert.StartsWith("-- no issuer of", Drawn.Ask(world, "openssl", request), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_served_too_long_is_refused_before_anything_else()
    {
        using var world = World.Draw(Cross);
        var served = "leaf/Int " + string.Join(' ', Enumerable.Repeat("Int/New", 10));

        var answer = Drawn.Ask(world, "java-tls", Drawn.Request(world, served, "New/New"));

        Assert.Equal("-- 11 certificates are served; it takes 10", answer);
    }

    [Theory]
    [MemberData(nameof(LabTests.Clients), MemberType = typeof(LabTests))]
    public void The_trace_says_how_it_came_to_the_answer(string client)
    {
        using var world = World.Draw(Cross);
        using var simulator = new ClientSimulator(Drawn.Request(world, "leaf/Int Int/New cross", "Old/Old New/New"));

        var prediction = simulator.Predict(ProfileCatalogue.BuiltIn.Find(client)!);

        Assert.NotEmpty(prediction.Reason);
        Assert.True(prediction.Trace.Length > 0 || prediction.IsAccepted);
    }

    [Fact]
    public void An_empty_list_is_a_mistake_of_the_caller() =>
        Assert.Throws<ArgumentException>(() => new ClientSimulator(new ClientRequest([], [], World.Today)));
}
