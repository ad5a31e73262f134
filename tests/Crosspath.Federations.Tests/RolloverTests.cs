using Crosspath.Clients;

namespace Crosspath.Federations.Tests;

public sealed class RolloverTests
{
    private static readonly ClientProfile[] Clients =
        [.. new[] { "dotnet", "go", "openssl" }.Select(name => ProfileCatalogue.BuiltIn.Find(name)!)];

    [Fact]
    public void A_rollover_in_steps_breaks_nothing_at_any_moment()
    {
        using var shop = WithNewRoot();

        var plan = new RolloverPlanner(shop.Federation, shop.State, "north", Workshop.Now, Clients).Plan();

        Assert.Equal(6, plan.Stages.Length);
        Assert.All(plan.Stages, stage => Assert.NotEmpty(stage.Actions));
        Assert.True(plan.IsSmooth, string.Join("; ", plan.Stages.SelectMany(stage => stage.Actions)
            .Where(action => !action.Broken.IsEmpty).Select(action => $"{action.What}: {action.Broken[0]}")));
    }

    [Theory]
    [InlineData(RolloverStep.Move)]
    [InlineData(RolloverStep.Agree)]
    public void A_step_that_is_left_out_is_missed(RolloverStep without)
    {
        using var shop = WithNewRoot();

        var plan = new RolloverPlanner(shop.Federation, shop.State, "north", Workshop.Now, Clients)
            .Plan(without, RolloverStep.Introduce);

        Assert.False(plan.IsSmooth);
    }

    [Fact]
    public void Each_step_can_be_carried_out_and_in_each_everybody_is_trusted()
    {
        using var shop = WithNewRoot();
        foreach (var step in Enum.GetValues<RolloverStep>())
        {
            shop.Change("north", domain => domain with { Rollover = domain.Rollover! with { Step = step } });

            shop.Applied();

            Assert.True(shop.Trusts("north", "south"), step.ToString());
            Assert.True(shop.Trusts("south", "north"), step.ToString());
            Assert.True(shop.Trusts("north", "north"), step.ToString());
            Assert.True(shop.Proof().Holds, step.ToString());
        }
        var anchors = shop.State.Of("north").Anchors.Select(anchor => anchor.Subject.FriendlyText);
        Assert.Equal(["North Root 2"], anchors);
        Assert.Equal(1, shop.State.Of("south").Current!.List!.Count);
    }

    [Fact]
    public void When_a_rollover_is_over_and_struck_out_nothing_is_issued_or_revoked()
    {
        using var shop = WithNewRoot();
        shop.Change("north", domain => domain with { Rollover = domain.Rollover! with { Step = RolloverStep.Move } })
            .Applied();
        shop.Change("north", domain => domain with { Rollover = domain.Rollover! with { Step = RolloverStep.End } })
            .Applied();

        shop.Change("north", domain => domain with
        {
            Rollover = null,
            RootFile = domain.Rollover!.RootFile,
            Key = domain.Rollover.Key,
            IssuingFiles = ["exchange/north/cross/rollover.ca1.1.pem"],
            Publication = new PublicationSettings
            {
                RevocationLists = domain.Rollover.RevocationLists,
                ListFile = "exchange/north/next.crl",
            },
        });

        Assert.DoesNotContain(shop.Plan().Actions, action => action is PlannedAction.Issue or PlannedAction.Revoke);
        Assert.True(shop.Applied().Proof().Holds);
        Assert.True(shop.Trusts("south", "north"));
        Assert.True(shop.Trusts("north", "south"));
    }

    private static Workshop WithNewRoot()
    {
        var shop = new Workshop(Workshop.Pair()).Applied();
        SampleKeys.MakeRoot("North Root 2", shop.Folder.Resolve("north/root2.pem"),
            shop.Folder.Resolve("north/keys/root2.key"), Workshop.Now);
        var settings = new RolloverSettings(
            "north/root2.pem", new KeyReference.InFile("north/keys/root2.key"), RolloverStep.None)
        {
            RevocationLists = ["http://pki.north.test/next.crl"],
        };
        return shop.Change("north", domain => domain with { Rollover = settings });
    }
}
