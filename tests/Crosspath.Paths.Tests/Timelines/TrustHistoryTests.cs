using Crosspath.Paths.Scenarios;
using Crosspath.Paths.Timelines;
using Crosspath.Testing;

namespace Crosspath.Paths.Tests.Timelines;

/// <summary>What is told of histories beside the intervals.</summary>
public sealed class TrustHistoryTests
{
    private static readonly DateTimeOffset Mid = World.Today;
    private static readonly Validity Before = new(Mid.AddYears(-1), Mid.AddDays(-1));

    private const string CrossSigned = """
        anchor Old
        anchor New
        New -> Old : as cross
        Old -> Issuing
        Issuing -> leaf
        """;

    [Fact]
    public void A_removed_root_that_a_cross_sign_reaches_is_named()
    {
        using var world = World.Draw(CrossSigned);
        var history = new TrustHistory(["s"],
            [new(world["Old/Old"], "s", Before, AnchorLimits.None), new(world["New/New"], "s", Validity.Always, AnchorLimits.None)], []);
        var paths = new TrustPaths(TrustGraph.Build(world.Certificates), history.AnchorsAt(Mid));

        var path = paths.Find(world.Query("leaf")).Single(path => path.IsValid);
        var former = Assert.Single(new FormerAnchors(history).On(path.Path, path.Stores, Mid));

        Assert.Equal("leaf Issuing Old New", World.Text(path));
        Assert.Equal((world["cross"].Fingerprint, "s", Before.Until), (former.Certificate.Fingerprint, former.Store, former.Until));
    }

    [Fact]
    public void A_revocation_that_missed_a_sibling_is_named_where_it_is_honoured()
    {
        using var world = World.Draw("""
            anchor A
            anchor B
            A -> Shared : as one
            B -> Shared : as two
            """);
        var graph = TrustGraph.Build(world.Certificates);
        var history = TrustHistory.Constant(world.Anchors.Select(anchor => new TrustAnchor(anchor, ["honours", "does not"]))) with
        {
            Distrusts = [new(world["one"].Fingerprint, "honours", new Validity(Mid, DateTimeOffset.MaxValue), "was revoked")],
        };
        var timelines = new TrustTimelines(graph, history);

        var missed = Assert.Single(RevokedSibling.Of(graph, history, timelines.Of(world["two"])));

        Assert.Equal((world["one"].Fingerprint, "honours"), (missed.Sibling.Fingerprint, Assert.Single(missed.Stores)));
        Assert.Empty(RevokedSibling.Of(graph, history, timelines.Of(world["one"])));
        Assert.Equal(Mid.AddSeconds(-1), timelines.Of(world["one"]).Stores.Single(store => store.Store == "honours").Last);
    }

    [Fact]
    public void A_store_that_limits_its_anchor_says_so_and_another_stands_in()
    {
        using var world = World.Draw("anchor A\nA -> leaf");
        var late = new AnchorLimits { IssuedBy = [new IssuanceLimit(world["leaf/A"].NotBefore.AddDays(-1))] };
        var strict = new TrustPaths(TrustGraph.Build(world.Certificates), [new TrustAnchor(world["A/A"], [new StoreTrust("strict", late)])]);
        var both = new TrustPaths(strict.Graph,
            [new TrustAnchor(world["A/A"], [new StoreTrust("strict", late), new StoreTrust("lax", AnchorLimits.None)])]);

        var refused = strict.Find(world.Query("leaf")).Single();
        var accepted = both.Find(world.Query("leaf")).Single();

        Assert.Equal("not-trusted-by-store", Assert.Single(refused.Findings).Code);
        Assert.Equal((1, 0), ((int)strict.Count(world.Query("leaf")).Paths, (int)strict.Count(world.Query("leaf")).ValidPaths));
        Assert.True(accepted.IsValid);
        Assert.Equal(["lax"], accepted.Stores);
    }

    [Fact]
    public void A_compromised_key_takes_all_its_certificates_and_all_below()
    {
        using var world = World.Draw(CrossSigned);
        var graph = TrustGraph.Build(world.Certificates);
        var history = TrustHistory.Constant(world.Anchors.Select(anchor => new TrustAnchor(anchor, ["s"])));
        var scenario = new Scenario { CompromisedKeys = [world["Old/Old"].KeyId] };
        var before = new TrustTimelines(graph, history);

        var concerned = Impact.Between(before, before.Under(scenario.Apply(graph, history))).ToArray();

        Assert.Equal(
            new[] { "Old/Old", "cross", "Issuing/Old", "leaf/Issuing" }.Select(name => world[name].Fingerprint).Order(),
            concerned.Select(impact => impact.Target.Fingerprint).Order());
        Assert.All(concerned, impact => Assert.Null(impact.After.LastChainDies));
    }

    [Fact]
    public void Only_what_lies_below_a_change_is_asked_again_and_nothing_else_differs()
    {
        using var world = World.Draw(CrossSigned);
        var graph = TrustGraph.Build(world.Certificates);
        var history = TrustHistory.Constant(world.Anchors.Select(anchor => new TrustAnchor(anchor, ["s"])));
        var after = new Scenario { Revoked = [new Revocation(world["cross"].Fingerprint, [])] }.Apply(graph, history);
        var (one, other) = (new TrustTimelines(graph, history), new TrustTimelines(graph, after));

        var found = Impact.Between(one, one.Under(after)).Select(impact => impact.Target.Fingerprint).ToHashSet();

        foreach (var certificate in graph.Certificates)
        {
            var differs = !one.Of(certificate).Stores[0].Intervals.SequenceEqual(other.Of(certificate).Stores[0].Intervals);
            Assert.Equal(differs, found.Contains(certificate.Fingerprint));
        }
    }

    [Fact]
    public void The_last_path_says_what_ends_it()
    {
        using var world = World.Draw("anchor A : until 2027-01-01\nA -> leaf : until 2026-01-01");
        var graph = TrustGraph.Build(world.Certificates);
        var dropped = new Validity(Mid.AddYears(-3), Mid.AddDays(10).AddSeconds(-1));
        var history = new TrustHistory(["expiry", "removal"],
            [new(world["A/A"], "expiry", Validity.Always, AnchorLimits.None), new(world["A/A"], "removal", dropped, AnchorLimits.None)], []);
        var timelines = new TrustTimelines(graph, history);
        var timeline = timelines.Of(world["leaf/A"]);

        var causes = timeline.Stores.Select(store => LastPath.Of(timelines, timeline.Target, store)!.Cause).ToArray();

        Assert.Equal("leaf expires", causes[0]);
        Assert.StartsWith("the store drops the anchor A on ", causes[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Differences_tell_the_first_thing_that_is_missing()
    {
        using var world = World.Draw(CrossSigned);
        var graph = TrustGraph.Build(world.Certificates);
        TrustSituation With(params string[] anchors) => new(graph,
            TrustHistory.Constant(anchors.Select(name => new TrustAnchor(world[name], ["s"]))), Mid);

        var difference = TrustDifference.Between(With("Old/Old"), With("New/New"), new TimelineQuestion());

        Assert.Empty(difference.Lost);
        var gained = Assert.Single(difference.Gained);
        Assert.Equal("New", gained.Identity.Subject.FriendlyText);
        Assert.Equal("it is an anchor of s; on the other side it is no anchor", gained.Because);
    }
}
