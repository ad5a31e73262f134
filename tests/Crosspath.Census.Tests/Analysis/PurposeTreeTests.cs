using Crosspath.Census.Analysis;
using Crosspath.Census.Owners;

namespace Crosspath.Census.Tests.Analysis;

// One fixture for each way through the decision tree of the census rules, section 8. The CA in question is always Ca; Old is
// another's root.
public class PurposeTreeTests
{
    private const string RootAndCross = """
        anchor Ca : from 2010-01-01, until 2030-01-01
        anchor Old : from 2000-01-01, until 2030-01-01
        Old -> Ca : from 2010-01-01, until 2030-01-01
        """;

    private const string TwoIssuers = """
        anchor One : from 2000-01-01, until 2030-01-01
        anchor Two : from 2000-01-01, until 2030-01-01
        One -> Ca : from 2010-01-01, until 2030-01-01
        Two -> Ca : from 2010-01-01, until 2030-01-01
        """;

    [Fact]
    public void One_issuer_for_all_and_no_natural_member_is_an_alternative_path() => Is(
        Category.AlternativePaths,
        new Fixture(TwoIssuers).Trust("One/One", "nss 2005-01-01 2029-01-01").Trust("Two/Two", "nss 2005-01-01 2029-01-01"));

    [Fact]
    public void No_natural_member_and_a_store_that_only_a_later_one_brings_is_expanded_trust_in_stores() => Is(
        Category.ExpandedTrustStores,
        new Fixture(TwoIssuers).Trust("One/One", "nss 2005-01-01 2029-01-01").Trust("Two/Two", "apple 2005-01-01 2029-01-01"));

    [Fact]
    public void No_natural_member_and_one_that_began_everywhere_but_ended_early_is_expanded_trust_in_time() => Is(
        Category.ExpandedTrustTime,
        new Fixture(TwoIssuers).Trust("One/One", "nss 2005-01-01 2015-01-01").Trust("Two/Two", "nss 2014-01-01 2029-01-01"));

    [Fact]
    public void A_root_that_covers_everything_makes_alternative_paths() => Is(
        Category.AlternativePaths,
        new Fixture(RootAndCross).Trust("Ca/Ca", "nss 2010-01-01 2029-01-01").Trust("Old/Old", "nss 2005-01-01 2020-01-01"));

    [Fact]
    public void A_root_that_came_into_the_stores_later_than_its_cross_sign_was_bootstrapped() => Is(
        Category.Bootstrapping,
        new Fixture(RootAndCross).Trust("Ca/Ca", "nss 2014-01-01 2029-01-01").Trust("Old/Old", "nss 2005-01-01 2020-01-01"));

    [Fact]
    public void A_cross_sign_into_a_store_that_the_root_is_not_in_expands_trust_in_stores() => Is(
        Category.ExpandedTrustStores,
        new Fixture(RootAndCross).Trust("Ca/Ca", "nss 2010-01-01 2029-01-01")
            .Trust("Old/Old", "apple 2013-01-01 2020-01-01"));

    [Fact]
    public void A_cross_sign_that_outlasts_the_root_expands_trust_in_time() => Is(
        Category.ExpandedTrustTime,
        new Fixture(RootAndCross).Trust("Ca/Ca", "nss 2010-01-01 2015-01-01").Trust("Old/Old", "nss 2012-01-01 2029-01-01"));

    [Fact]
    public void A_stranger_that_covers_all_where_the_owner_does_not_reach_is_bootstrapping() => Is(
        Category.Bootstrapping,
        new Fixture(RootAndCross).Trust("Ca/Ca", "nss 2012-01-01 2029-01-01")
            .Trust("Old/Old", "nss 2005-01-01 2029-06-01", "apple 2005-01-01 2029-06-01"));

    [Fact]
    public void Owners_make_an_issuer_natural_that_is_no_root()
    {
        var fixture = new Fixture(TwoIssuers)
            .Trust("One/One", "nss 2005-01-01 2029-01-01").Trust("Two/Two", "nss 2005-01-01 2014-01-01");
        var owners = $"sha256,owner\n{fixture.World["One/One"].Fingerprint},Acme\n{fixture.World["Ca/One"].Fingerprint},Acme\n";
        fixture.With = question => question with { Owners = OwnerBook.Read([("owners", owners)]) };
        var group = fixture.Group();
        Assert.Equal(Category.AlternativePaths, group.Purpose); // natural, full, and no root of its own
        Assert.True(group is { IsInternal: false, IsExternal: false }); // nobody knows whose Two is
    }

    [Fact]
    public void An_owner_that_only_begins_later_is_bootstrapped_from_outside()
    {
        var fixture = new Fixture(TwoIssuers)
            .Trust("One/One", "nss 2014-01-01 2029-01-01").Trust("Two/Two", "nss 2005-01-01 2020-01-01");
        var (one, two, ca) = (fixture.World["One/One"], fixture.World["Two/Two"], fixture.World["Ca/One"]);
        var owners = $"sha256,owner\n{one.Fingerprint},Acme\n{ca.Fingerprint},Acme\n{two.Fingerprint},Rival\n";
        fixture.With = question => question with { Owners = OwnerBook.Read([("owners", owners)]) };
        var group = fixture.Group();
        Assert.Equal(Category.Bootstrapping, group.Purpose);
        Assert.True(group.IsExternal);
    }

    [Fact]
    public void Under_the_studys_rules_a_CA_nobody_knows_is_not_its_own_owner()
    {
        using var fixture = new Fixture(RootAndCross)
            .Trust("Ca/Ca", "nss 2014-01-01 2029-01-01").Trust("Old/Old", "nss 2005-01-01 2020-01-01");
        fixture.With = question => question with { Rules = CensusRules.Ccs20 };
        Assert.Equal(Category.ExpandedTrustTime, fixture.Group().Purpose);
    }

    private static void Is(Category expected, Fixture fixture)
    {
        using (fixture)
        {
            var group = fixture.Group();
            Assert.True(group.IsTrusted);
            Assert.Equal(expected, group.Purpose);
        }
    }
}
