using Crosspath.Authority.CrossSigning;

namespace Crosspath.Federations.Tests;

public sealed class CutoffTests
{
    [Fact]
    public void At_a_hub_one_revocation_isolates_a_member_and_everybodys_time_is_that_of_the_hubs_list()
    {
        var wide = new CrossSignConstraints { Days = 365, PathLength = 3 };
        using var shop = new Workshop(Workshop.Of("hub", "a", "b") with
        {
            Agreements =
            [
                Workshop.Mutual("a", "hub") with { Constraints = wide },
                Workshop.Mutual("b", "hub") with { Constraints = wide },
            ],
        });
        shop.Change("hub", domain => domain with { IsHub = true, Realm = Realm.None }).Applied();

        var plan = new CutoffPlanner(shop.Federation, shop.State, Workshop.Now).Plan("a");

        Assert.Equal("a-hub.a.1", Assert.Single(plan.Cut).FileName);
        Assert.True(plan.IsCheapest);
        Assert.True(plan.PathsBefore > 0);
        Assert.True(plan.PathsAfter.IsZero);
        Assert.Equal("a-hub.hub.1", Assert.Single(plan.Rest).FileName);
        Assert.Equal(["hub", "b"], plan.Notices.Select(notice => notice.Viewer));
        Assert.All(plan.Notices, notice => Assert.Equal(Workshop.Now.AddDays(7), notice.ByList));
        Assert.All(plan.Notices, notice => Assert.Null(notice.ByOcsp));
    }

    [Fact]
    public void Isolation_needs_the_others_alone()
    {
        using var shop = new Workshop(Workshop.Of("a", "b", "c") with
        {
            Agreements = [Workshop.Mutual("a", "b"), Workshop.Mutual("a", "c"), Workshop.Mutual("b", "c")],
        }).Applied();
        var cut = new CutoffPlanner(shop.Federation, shop.State, Workshop.Now).Plan("a").Cut;
        Assert.Equal(["b", "c"], cut.Select(cross => cross.Domain).Order());

        shop.Change("a", domain => domain with { IsIsolated = true });
        shop.Apply("b");
        shop.Apply("c");

        Assert.False(shop.Trusts("b", "a"));
        Assert.False(shop.Trusts("c", "a"));
        Assert.True(shop.Trusts("b", "c"));
        Assert.True(shop.Trusts("a", "a"));
        Assert.True(new CutoffPlanner(shop.Federation, shop.State, Workshop.Now).Plan("a").PathsBefore.IsZero);
    }
}
