using Crosspath.Census.Analysis;
using Crosspath.Census.Owners;
using Crosspath.Census.Realms;

namespace Crosspath.Census.Tests.Analysis;

public class CensusTests
{
    private const string Long = "from 2010-01-01, until 2030-01-01";

    [Fact]
    public void A_root_and_its_cross_certificate_are_a_root_cross_sign()
    {
        using var fixture = new Fixture($"""
            anchor Ca : {Long}
            anchor Old : {Long}
            Old -> Ca : {Long}
            """).Trust("Ca/Ca", "nss 2011-01-01 2029-01-01").Trust("Old/Old", "nss 2011-01-01 2029-01-01");
        Assert.Equal(GroupRoles.Root, fixture.Group().Roles);
    }

    [Fact]
    public void Leaves_with_one_key_by_two_issuers_are_a_leaf_cross_sign_and_a_CA_among_them_a_mix()
    {
        using var leaves = new Fixture($"""
            anchor A : {Long}
            anchor B : {Long}
            A -> leaf : {Long}
            B -> leaf : {Long}
            """).Trust("A/A", "nss 2011-01-01 2029-01-01").Trust("B/B", "nss 2011-01-01 2029-01-01");
        Assert.Equal(GroupRoles.Leaf, leaves.Group().Roles);

        using var mix = new Fixture($"""
            anchor A : {Long}
            anchor B : {Long}
            A -> Ca : {Long}
            B -> Ca : {Long}, no-ca
            """).Trust("A/A", "nss 2011-01-01 2029-01-01").Trust("B/B", "nss 2011-01-01 2029-01-01");
        Assert.Equal(GroupRoles.LeafMix, mix.Group().Roles);
    }

    [Fact]
    public void A_renewal_and_a_reissue_are_no_cross_signs()
    {
        using var fixture = new Fixture($"""
            anchor A : {Long}
            anchor B : {Long}
            A -> Ca : from 2010-01-01, until 2015-01-01
            B -> Ca : from 2014-12-01, until 2020-01-01
            A -> Other : {Long}
            A -> Other : from 2011-01-01, until 2030-01-01
            """).Trust("A/A", "nss 2011-01-01 2029-01-01").Trust("B/B", "nss 2011-01-01 2029-01-01");
        var census = fixture.Census();
        Assert.Empty(census.Groups);
        Assert.Equal(2, census.Reissued);
        fixture.With = question => question with { Rules = CensusRules.Ccs20 };
        Assert.Single(fixture.Census().Groups); // the study lets every overlap count, and splits afterwards
    }

    [Fact]
    public void Two_issuers_of_one_name_are_told_apart_by_their_keys_and_one_issuer_of_two_spellings_is_not_told_apart()
    {
        using var sameName = new Fixture($"""
            anchor A : {Long}
            anchor Twin : {Long}, same-name-as A
            A -> Ca : {Long}
            Twin -> Ca : {Long}
            """).Trust("A/A", "nss 2011-01-01 2029-01-01").Trust("Twin/Twin", "nss 2011-01-01 2029-01-01");
        Assert.True(sameName.Group().IsTrusted);
        sameName.With = question => question with { Rules = CensusRules.Ccs20 };
        Assert.Empty(sameName.Census().Groups);
    }

    [Fact]
    public void A_name_on_a_certificate_proves_no_issuer()
    {
        using var fixture = new Fixture($"""
            anchor A : {Long}
            anchor B : {Long}
            A -> leaf : {Long}
            B -> leaf : {Long}, bad-signature
            A -> leaf2 : {Long}, bad-signature
            """).Trust("A/A", "nss 2011-01-01 2029-01-01").Trust("B/B", "nss 2011-01-01 2029-01-01");
        var census = fixture.Census();
        Assert.Empty(census.Groups);
        Assert.Equal((3, 1), (census.ValidCertificates, census.Size.Leaves - 2)); // A, B, and the one good leaf
        Assert.Equal(3, census.Paths);
    }

    [Fact]
    public void Precertificates_take_no_part() =>
        Assert.Equal(23, RealCensus.Report.Size.Precertificates);

    [Fact]
    public void A_revocation_that_misses_a_sibling_is_found_where_it_is_honoured()
    {
        using var fixture = new Fixture($"""
            anchor A : {Long}
            anchor B : {Long}
            A -> Ca : {Long}
            B -> Ca : {Long}
            """).Trust("A/A", "nss 2011-01-01 2029-01-01").Trust("B/B", "nss 2011-01-01 2029-01-01", "apple 2011-01-01 2029-01-01")
            .Revoke("Ca/A", "2020-01-01", "nss");
        var evidence = Assert.Single(fixture.Group().Evidence, e => e.Category == Category.ValidAfterRevocation);
        Assert.Contains("stayed valid until 2029-01-01 in nss", evidence.Text, StringComparison.Ordinal);
        Assert.Equal([fixture.World["Ca/A"].Fingerprint, fixture.World["Ca/B"].Fingerprint], evidence.Certificates);
    }

    [Fact]
    public void Both_revoked_leaves_nothing_valid_afterwards()
    {
        using var fixture = new Fixture($"""
            anchor A : {Long}
            anchor B : {Long}
            A -> Ca : {Long}
            B -> Ca : {Long}
            """).Trust("A/A", "nss 2011-01-01 2029-01-01").Trust("B/B", "nss 2011-01-01 2029-01-01")
            .Revoke("Ca/A", "2020-01-01").Revoke("Ca/B", "2020-01-01");
        Assert.DoesNotContain(Category.ValidAfterRevocation, fixture.Group().Categories);
    }

    [Fact]
    public void A_removed_root_that_a_cross_sign_keeps_alive_is_found()
    {
        using var fixture = new Fixture($"""
            anchor Ca : {Long}
            anchor Old : {Long}
            Old -> Ca : {Long}
            """).Trust("Ca/Ca", "nss 2011-01-01 2018-01-01").Trust("Old/Old", "nss 2011-01-01 2029-01-01");
        Assert.Contains(
            fixture.Group().Evidence,
            e => e.Category == Category.ValidAfterRevocation && e.Text.Contains("removed from nss on 2018-01-01", StringComparison.Ordinal));
    }

    [Fact]
    public void A_barrier_is_breached_where_no_agreement_allows_it()
    {
        using var fixture = new Fixture($"""
            anchor Gov : {Long}
            anchor Web : {Long}
            Gov -> Ca : {Long}
            Web -> Ca : from 2012-01-01, until 2030-01-01
            """).Trust("Gov/Gov", "gov 2011-01-01 2029-01-01").Trust("Web/Web", "nss 2011-01-01 2029-01-01");
        var realms = new RealmBook([new Realm("government", ["gov"], [], []), new Realm("web", ["nss*"], [], [])], []);
        fixture.With = question => question with { Realms = realms };
        var evidence = Assert.Single(fixture.Group().Evidence, e => e.Category == Category.BarrierBreach);
        Assert.Equal([fixture.World["Ca/Web"].Fingerprint], evidence.Certificates);
        fixture.With = question => question with { Realms = realms with { Agreements = [new Agreement("government", "web")] } };
        Assert.DoesNotContain(Category.BarrierBreach, fixture.Group().Categories);
    }

    [Fact]
    public void A_sale_after_which_an_outsider_vouches_on_is_an_ownership_change()
    {
        using var fixture = new Fixture($"""
            anchor A : {Long}
            anchor B : {Long}
            A -> Ca : {Long}
            B -> Ca : {Long}
            """).Trust("A/A", "nss 2011-01-01 2029-01-01").Trust("B/B", "nss 2011-01-01 2029-01-01");
        var (a, b, ca) = (fixture.World["A/A"].Fingerprint, fixture.World["B/B"].Fingerprint, fixture.World["Ca/A"].Fingerprint);
        var owners = $"sha256,owner\n{a},Acme\n{b},Rival\n{ca},Acme\n";
        var sales = "actor,relation,related_actor,since\nAcme,owned_by,Buyer,2018-01-01\n";
        fixture.With = question => question with { Owners = OwnerBook.Read([("owners", owners), ("sales", sales)]) };
        var evidence = Assert.Single(fixture.Group().Evidence, e => e.Category == Category.OwnershipChange);
        Assert.Equal([fixture.World["Ca/B"].Fingerprint], evidence.Certificates); // Acme's own key went along
    }

    [Fact]
    public void A_certificate_older_than_its_issuer_is_backdated_and_permitted_where_its_CA_is_as_old()
    {
        using var fixture = new Fixture($"""
            anchor Ca : from 2012-01-01, until 2030-01-01
            anchor Young : from 2020-01-01, until 2030-01-01
            Young -> Ca : from 2012-01-01, until 2030-01-01
            """).Trust("Ca/Ca", "nss 2012-01-01 2029-01-01").Trust("Young/Young", "nss 2020-01-01 2029-01-01");
        var evidence = Assert.Single(fixture.Group().Evidence, e => e.Category == Category.Backdating);
        Assert.Contains("permitted", evidence.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trusted_CA_certificate_that_a_report_does_not_list_lacks_transparency()
    {
        using var fixture = new Fixture($"""
            anchor A : {Long}
            anchor B : {Long}
            A -> Ca : {Long}
            B -> Ca : {Long}
            """).Trust("A/A", "nss 2011-01-01 2029-01-01").Trust("B/B", "nss 2011-01-01 2029-01-01");
        var report = $"CA Owner,SHA-256 Fingerprint\nAcme,{fixture.World["Ca/A"].Fingerprint}\n";
        fixture.With = question => question with { Owners = OwnerBook.Read([("ccadb", report)]) };
        var evidence = Assert.Single(fixture.Group().Evidence, e => e.Category == Category.MissingTransparency);
        Assert.Equal([fixture.World["Ca/B"].Fingerprint], evidence.Certificates);
    }

    [Fact]
    public void Nothing_depends_on_the_order_in_which_certificates_come()
    {
        using var fixture = new Fixture($"""
            anchor A : {Long}
            anchor B : {Long}
            A -> Ca leaf : {Long}
            B -> Ca leaf : {Long}
            Ca -> leaf2 : {Long}
            """).Trust("A/A", "nss 2011-01-01 2029-01-01").Trust("B/B", "apple 2011-01-01 2029-01-01");
        var expected = Facts(fixture.Census());
        var random = new Random(1);
        for (var i = 0; i < 5; i++)
            Assert.Equal(expected, Facts(fixture.Census(fixture.World.Certificates.OrderBy(_ => random.Next()))));
    }

    [Fact]
    public void Paths_of_everything_are_those_that_are_listed_one_by_one()
    {
        using var fixture = new Fixture($"""
            anchor A : {Long}
            anchor B : {Long}
            A -> B C : {Long}
            B -> A C : {Long}
            C -> D leaf : {Long}
            D -> C leaf2 : {Long}
            """).Trust("A/A", "nss 2011-01-01 2029-01-01").Trust("B/B", "nss 2011-01-01 2029-01-01");
        var all = fixture.World.Certificates.SelectMany(certificate => fixture.World.Paths().Walk(certificate)).ToArray();
        var census = fixture.Census();
        Assert.Equal(all.Length, census.Paths);
        Assert.Equal(all.Max(path => path.Certificates.Length), census.LongestPath);
    }

    private static object Facts(CensusReport report) => (
        report.Paths, report.ValidCertificates, report.LongestPath,
        string.Join(';', report.Groups.Select(group => $"{group.KeyId} {group.Roles} {string.Join(',', group.Categories)}")));
}
