using Crosspath.Authority.CrossSigning;

namespace Crosspath.Federations.Tests;

public sealed class VerifierTests
{
    [Fact]
    public void Trust_that_goes_on_through_another_domain_is_found_with_its_path()
    {
        // A signs B, B signs C, and nothing bounds how far that reaches.
        var wide = new CrossSignConstraints { Days = 365, PathLength = 5, PermittedNames = [] };
        using var shop = new Workshop(Workshop.Of("a", "b", "c") with
        {
            Agreements = [new("a-b", "a", "b") { Constraints = wide }, new("b-c", "b", "c") { Constraints = wide }],
        }).Applied();

        var found = shop.Proof().Violations.OfType<Violation.TransitiveTrust>().Single();

        Assert.Equal(("a", "c", "b"), (found.Viewer, found.Target, found.Through));
        Assert.EndsWith("< C Root < B Root < A Root", found.Path!.Path.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_length_ends_transitive_trust()
    {
        var narrow = new CrossSignConstraints { Days = 365, PathLength = 0, PermittedNames = [] };
        var issuing = new CrossSignConstraints { Days = 365, PathLength = 1, PermittedNames = [] };
        using var shop = new Workshop(Workshop.Of("a", "b", "c") with
        {
            Agreements = [new("a-b", "a", "b") { Constraints = narrow }, new("b-c", "b", "c") { Constraints = issuing }],
        }).Applied();

        Assert.Empty(shop.Proof().Violations.OfType<Violation.TransitiveTrust>());
    }

    [Fact]
    public void A_hub_may_be_gone_through()
    {
        var wide = new CrossSignConstraints { Days = 365, PathLength = 5 };
        using var shop = new Workshop(Workshop.Of("a", "b", "c") with
        {
            Agreements = [new("a-b", "a", "b") { Constraints = wide }, new("b-c", "b", "c") { Constraints = wide }],
        });
        shop.Change("b", domain => domain with { IsHub = true, Realm = Realm.None }).Applied();

        Assert.True(shop.Proof().Holds);
        Assert.True(shop.Trusts("a", "c"));
    }

    [Fact]
    public void A_name_of_another_realm_that_could_be_certified_is_found_with_its_path()
    {
        using var shop = new Workshop(Workshop.Pair() with
        {
            Agreements = [Workshop.Mutual("north", "south") with
            {
                Constraints = new CrossSignConstraints { Days = 365, PermittedNames = [] },
            }],
        }).Applied();

        var names = shop.Proof().Violations.OfType<Violation.ForbiddenName>().ToList();

        Assert.Contains(names, name => name is { Viewer: "north", Certifier: "south", Host: "probe.north.test" });
        Assert.Contains(names, name => name is { Viewer: "south", Certifier: "north", Host: "probe.south.test" });
        Assert.All(names, name => Assert.True(name.Path!.IsValid));
    }

    [Fact]
    public void Expectations_are_held_against_every_path()
    {
        using var shop = new Workshop(Workshop.Pair() with
        {
            Expectations =
            [
                new Expectation { Workload = "north-web", TrustedIn = ["south"], NotTrustedIn = ["north"] },
                new Expectation { Certifier = "south", Host = "www.north.test", NotTrustedIn = ["north"] },
                new Expectation { Certifier = "south", Host = "new.south.test", TrustedIn = ["north"] },
            ],
        });
        var before = shop.Proof().Violations;
        Assert.Equal(2, before.OfType<Violation.NotTrusted>().Select(missing => missing.Expectation).Distinct().Count());

        var after = shop.Applied().Proof().Violations;

        var home = Assert.IsType<Violation.Trusted>(Assert.Single(after));
        Assert.Equal("north", home.Viewer);
        Assert.Contains("north.test", home.Path!.Path.Target.Subject.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_revoked_leads_nowhere()
    {
        using var shop = new Workshop(Workshop.Pair()).Applied();
        shop.Change("south", domain => domain with { IsIsolated = true });
        shop.Apply("north");

        Assert.False(shop.Trusts("north", "south"));
    }

    [Fact]
    public void What_is_planned_can_be_proved_before_it_is_signed()
    {
        using var shop = new Workshop(Workshop.Pair() with
        {
            Expectations = [new Expectation { Workload = "south-web", TrustedIn = ["north"] }],
        });

        Assert.False(shop.Proof().Holds);
        Assert.True(new FederationVerifier(shop.Federation, shop.Plan().After, Workshop.Now).Verify().Holds);
    }
}
