using System.Formats.Asn1;
using Crosspath.Authority;
using Crosspath.Paths;
using Crosspath.Stores.Revocation;
using Crosspath.Testing;
using Crosspath.X509;

namespace Crosspath.Stores.Tests.Revocation;

public sealed class RevocationListResolverTests
{
    private const string Drawing = """
        anchor Root
        Root -> Root A
        A -> leaf1 leaf2
        """;

    private static readonly DateTimeOffset Today = World.Today;

    [Fact]
    public void A_certificate_is_revoked_from_its_entrys_day_for_everybody_and_for_ever()
    {
        using var world = World.Draw(Drawing);
        var list = List(world, 1, Today, Entry(world, Today.AddDays(-3), RevocationReason.KeyCompromise));

        var period = Assert.Single(Resolve(world, list).Distrusts);

        Assert.Equal((world["leaf1/A"].Fingerprint, null), (period.Certificate, period.Store));
        Assert.Equal(new Validity(Today.AddDays(-3), DateTimeOffset.MaxValue), period.Period);
        Assert.Equal("was revoked on 2025-05-29 (keyCompromise)", period.Reason);
    }

    [Fact]
    public void What_an_expired_list_revoked_stays_revoked_when_the_next_has_it_no_more()
    {
        using var world = World.Draw(Drawing);

        var reading = Resolve(world,
            List(world, 2, Today),
            List(world, 1, Today.AddDays(-90), Entry(world, Today.AddDays(-100), RevocationReason.Superseded)));

        Assert.Equal(DateTimeOffset.MaxValue, Assert.Single(reading.Distrusts).Period.Until);
    }

    [Fact]
    public void A_certificate_on_hold_comes_back_with_the_next_list()
    {
        using var world = World.Draw(Drawing);

        var reading = Resolve(world,
            List(world, 1, Today.AddDays(-9), Entry(world, Today.AddDays(-10), RevocationReason.CertificateHold)),
            List(world, 2, Today));

        Assert.Equal(new Validity(Today.AddDays(-10), Today.AddSeconds(-1)), Assert.Single(reading.Distrusts).Period);
    }

    [Fact]
    public void A_delta_list_adds_to_its_base_and_removes_from_it()
    {
        using var world = World.Draw(Drawing);
        var second = new RevocationDraft(world["leaf2/A"].SerialNumber, Today, RevocationReason.KeyCompromise);

        var reading = Resolve(world,
            List(world, 1, Today.AddDays(-9), Entry(world, Today.AddDays(-10), RevocationReason.CertificateHold)),
            Delta(world, 2, 1, Entry(world, Today, RevocationReason.RemoveFromCrl), second));

        Assert.Empty(reading.Problems);
        Assert.Equal([Today.AddSeconds(-1), DateTimeOffset.MaxValue],
            reading.Distrusts.OrderBy(period => period.Period.From).Select(period => period.Period.Until));
    }

    [Fact]
    public void A_delta_list_without_its_base_is_not_used()
    {
        using var world = World.Draw(Drawing);

        var reading = Resolve(world, Delta(world, 3, 2, Compromised(world)), List(world, 1, Today));

        Assert.Empty(reading.Distrusts);
        Assert.Equal("revocation list of A, 2025-06-01", Assert.Single(reading.Problems).Place);
    }

    [Fact]
    public void A_list_of_a_stranger_is_not_used()
    {
        using var world = World.Draw(Drawing);
        using var stranger = SigningKey.Create();

        var reading = Resolve(world, Draft(world, 1, Today, Compromised(world)).SignWith(stranger));

        Assert.Empty(reading.Distrusts);
        Assert.StartsWith("its signature is not good", reading.Problems.Single().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_whose_issuer_is_not_at_hand_is_not_used()
    {
        using var world = World.Draw(Drawing);
        using var other = World.Draw("Root -> B\nB -> leaf1");
        var list = new RevocationListDraft
        {
            Issuer = other["leaf1/B"].Issuer.Raw,
            ThisUpdate = Today,
            NextUpdate = null,
            Number = 1,
        }.SignWith(other.Key("B"));

        Assert.Equal("no certificate of its issuer is at hand", Assert.Single(Resolve(world, list).Problems).Reason);
    }

    [Fact]
    public void A_self_made_namesake_of_the_issuer_revokes_nothing()
    {
        using var world = World.Draw(Drawing + """

            Fake -> Fake : same-name-as A
            """);
        var list = Draft(world, 1, Today, Compromised(world)).SignWith(world.Key("Fake"));

        var reading = Resolve(world, list);

        Assert.Empty(reading.Problems);
        Assert.Empty(reading.Distrusts);
    }

    [Fact]
    public void A_CA_may_sign_lists_with_another_key_that_its_own_issuer_certified()
    {
        using var world = World.Draw(Drawing + """

            Root -> ListKey : same-name-as A
            """);
        var list = Draft(world, 1, Today, Compromised(world)).SignWith(world.Key("ListKey"));

        Assert.Single(Resolve(world, list).Distrusts);
    }

    [Fact]
    public void A_list_for_CAs_alone_revokes_no_leaf()
    {
        using var world = World.Draw(Drawing);
        var scope = new ExtensionDraft("2.5.29.28", true, [0x30, 3, 0x82, 1, 0xFF]); // onlyContainsCACerts
        var list = (Draft(world, 1, Today, Compromised(world)) with { Extensions = [scope] })
            .SignWith(world.Key("A"));

        Assert.Empty(Resolve(world, list).Distrusts);
    }

    [Fact]
    public void A_list_with_an_unknown_critical_extension_is_not_used()
    {
        using var world = World.Draw(Drawing);
        var unknown = new ExtensionDraft("1.3.6.1.4.1.55555.98", true, [5, 0]);
        var list = (Draft(world, 1, Today, Compromised(world)) with { Extensions = [unknown] })
            .SignWith(world.Key("A"));

        Assert.Contains(
            "critical extension", Resolve(world, list).Problems.Single().Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("google-internet-authority-g2-2017-06-29.crl", true)]
    [InlineData("isrg-root-x1-2024-12-11.crl", true)]
    [InlineData("incommon-rsa-server-ca-2018-08-20.crl.gz", false)]
    public void Real_lists_are_used_when_their_issuer_is_at_hand(string file, bool isUsed)
    {
        var found = CertificateFiles.Read(SharedData.PathOf("data", "revocations", "crl", file))
            .OfType<InputItem.FoundCrl>().Single();
        Assert.True(RevocationList.TryRead(found.Der, out var list, out _));

        var reading = RevocationListResolver.Resolve([list], RealCertificates.Graph);

        Assert.Equal(isUsed, reading.Problems.IsEmpty);
    }

    // NIST's PKITS with the lists of all of its tests at once. Its document calls these revoked (sections 4.4, 4.5, 4.14,
    // 4.15), and no others; that of 4.4.21 is the one which signs lists.
    private static readonly string[] RevokedInPkits =
    [
        "Invalid Basic Self-Issued CRL Signing Key EE Certificate Test7",
        "Invalid Basic Self-Issued New With Old EE Certificate Test5",
        "Invalid Basic Self-Issued Old With New EE Certificate Test2",
        "Invalid IDP with indirectCRL EE Certificate Test23",
        "Invalid Long Serial Number EE Certificate Test18",
        "Invalid Negative Serial Number EE Certificate Test15",
        "Invalid Revoked EE Certificate Test3",
        "Invalid Separate Certificate and CRL Keys EE Certificate Test20",
        "Invalid cRLIssuer EE Certificate Test31",
        "Invalid cRLIssuer EE Certificate Test32",
        "Invalid cRLIssuer EE Certificate Test34",
        "Invalid deltaCRL EE Certificate Test3",
        "Invalid deltaCRL EE Certificate Test4",
        "Invalid deltaCRL EE Certificate Test6",
        "Invalid deltaCRL EE Certificate Test9",
        "Invalid distributionPoint EE Certificate Test2",
        "Invalid distributionPoint EE Certificate Test6",
        "Invalid onlySomeReasons EE Certificate Test15",
        "Invalid onlySomeReasons EE Certificate Test16",
        "Invalid onlySomeReasons EE Certificate Test20",
        "Invalid onlySomeReasons EE Certificate Test21",
        "Revoked subCA",
        "Separate Certificate and CRL Keys CA2",
    ];

    [Fact]
    public void PKITS_certificates_are_revoked_as_its_tests_say()
    {
        var folder = SharedData.PathOf("suites", "pkits");
        var items = CertificateFiles.Read(folder).ToList();
        var certificates = items.OfType<InputItem.FoundCertificate>()
            .Select(item => Certificate.TryRead(item.Der, out var certificate, out _) ? certificate : null)
            .OfType<Certificate>();
        var lists = items.OfType<InputItem.FoundCrl>()
            .Select(item => RevocationList.TryRead(item.Der, out var list, out _) ? list : null)
            .OfType<RevocationList>();
        var graph = TrustGraph.Build(certificates);

        var reading = RevocationListResolver.Resolve([.. lists], graph);
        var names = reading.Distrusts.Where(period => period.Period.Until == DateTimeOffset.MaxValue)
            .Select(period => graph.TryFind(period.Certificate, out var found) ? found.Subject.FriendlyText : "")
            .Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(RevokedInPkits, names);
    }

    private static RevocationReading Resolve(World world, params RevocationList[] lists) =>
        RevocationListResolver.Resolve(lists, world.Paths().Graph);

    private static RevocationDraft Compromised(World world) => Entry(world, Today, RevocationReason.KeyCompromise);

    private static RevocationDraft Entry(World world, DateTimeOffset day, RevocationReason reason) =>
        new(world["leaf1/A"].SerialNumber, day, reason);

    private static RevocationList List(World world, int number, DateTimeOffset day, params RevocationDraft[] entries) =>
        Draft(world, number, day, entries).SignWith(world.Key("A"));

    private static RevocationList Delta(World world, int number, int toNumber, params RevocationDraft[] entries)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteInteger(toNumber);
        var indicator = new ExtensionDraft("2.5.29.27", true, writer.Encode());
        return (Draft(world, number, Today, entries) with { Extensions = [indicator] }).SignWith(world.Key("A"));
    }

    private static RevocationListDraft Draft(
        World world, int number, DateTimeOffset day, params RevocationDraft[] entries) =>
        new()
        {
            Issuer = world["leaf1/A"].Issuer.Raw,
            ThisUpdate = day,
            NextUpdate = day.AddDays(10),
            Number = number,
            Entries = [.. entries],
        };
}
