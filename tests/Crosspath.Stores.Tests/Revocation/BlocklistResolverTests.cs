using System.Collections.Immutable;
using System.Numerics;
using System.Security.Cryptography;
using Crosspath.Paths;
using Crosspath.Stores.Revocation;
using Crosspath.Testing;
using Crosspath.X509;

namespace Crosspath.Stores.Tests.Revocation;

public sealed class BlocklistResolverTests
{
    private static readonly DateTimeOffset Day = new(2018, 5, 30, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_key_takes_all_its_siblings_with_it()
    {
        using var world = World.Draw("""
            Root -> A
            Other -> A
            A -> leaf
            """);
        var key = new BlocklistEntry.Key(world["A/Root"].KeyId);

        var periods = Resolve(world, BlocklistMechanism.CrlSet, key);

        Assert.Equal(Fingerprints(world, "A/Root", "A/Other"), periods.Select(period => period.Certificate));
        Assert.All(periods, period => Assert.Equal(
            ("chrome", "has a key that was revoked by Chrome's CRLSet of 2018-05-30"), (period.Store, period.Reason)));
    }

    [Fact]
    public void Issuer_and_serial_number_take_one_certificate_whatever_zeros_lead()
    {
        using var world = World.Draw("""
            Root -> A : serial 200
            Root -> B : serial 201
            Other -> C : serial 200
            """);
        var issuer = world["A/Root"].Issuer;

        foreach (byte[] serial in (byte[][])[[200], [0, 200], [0, 0, 200]])
        {
            var entry = new BlocklistEntry.IssuerAndSerial(issuer, serial);
            var period = Assert.Single(Resolve(world, BlocklistMechanism.OneCrl, entry));
            Assert.Equal(world["A/Root"].Fingerprint, period.Certificate);
        }
    }

    [Fact]
    public void A_key_and_serial_number_take_what_the_key_signed()
    {
        using var world = World.Draw("""
            Root -> Root : as root
            Namesake -> Namesake : same-name-as Root, as namesake
            Root -> A : serial 7
            Namesake -> B : serial 7
            """);
        var entry = new BlocklistEntry.KeyAndSerial(world["root"].KeyId, new byte[] { 7 });

        var period = Assert.Single(Resolve(world, BlocklistMechanism.CrlSet, entry));

        Assert.Equal(world["A/Root"].Fingerprint, period.Certificate);
    }

    [Fact]
    public void A_subject_and_a_key_take_that_identity()
    {
        using var world = World.Draw("""
            Root -> A
            Other -> A
            """);
        var right = new BlocklistEntry.SubjectAndKey(world["A/Root"].Subject, world["A/Root"].KeyId);
        var wrong = new BlocklistEntry.SubjectAndKey(world["A/Root"].Issuer, world["A/Root"].KeyId);

        Assert.Equal(2, Resolve(world, BlocklistMechanism.OneCrl, right).Length);
        Assert.Empty(Resolve(world, BlocklistMechanism.OneCrl, wrong));
    }

    [Fact]
    public void Hashes_of_all_kinds_take_their_certificates()
    {
        using var world = World.Draw("""
            Root -> A
            Other -> A
            """);
        var one = world["A/Root"];
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(one.PublicKeyInfo.Span, out _);
        var point = key.ExportParameters(false).Q;
        byte[] bits = [4, .. point.X!, .. point.Y!];

        Assert.Equal([1, 1, 1, 2], new BlocklistEntry[]
        {
            new BlocklistEntry.Certificate(one.Fingerprint),
            new BlocklistEntry.CertificateSha1(Convert.ToHexStringLower(SHA1.HashData(one.Raw.Span))),
            new BlocklistEntry.DisallowedHash(Convert.ToHexStringLower(SHA256.HashData(one.SignedPart.Span))),
            new BlocklistEntry.DisallowedHash(Convert.ToHexStringLower(MD5.HashData(bits))),
        }.Select(entry => Resolve(world, BlocklistMechanism.MicrosoftDisallowed, entry).Length));
    }

    [Fact]
    public void Everybody_honours_a_list_of_no_program()
    {
        using var world = World.Draw("Root -> A");
        var entry = new BlocklistEntry.Certificate(world["A/Root"].Fingerprint)
        {
            From = Day.AddDays(1),
            Until = Day.AddDays(2),
        };

        var period = Assert.Single(Resolve(world, BlocklistMechanism.Given, entry));

        Assert.Null(period.Store);
        Assert.Equal(new Validity(Day.AddDays(1), Day.AddDays(2)), period.Period);
        Assert.Equal("was revoked by a list of fingerprints on 2018-05-31", period.Reason);
    }

    [Fact]
    public void A_list_without_a_day_counts_from_ever()
    {
        using var world = World.Draw("Root -> A");
        var list = new Blocklist(BlocklistMechanism.CrlSet, null)
        {
            Version = "4619",
            Entries = [new BlocklistEntry.Certificate(world["A/Root"].Fingerprint)],
        };

        var period = Assert.Single(BlocklistResolver.Resolve(list, [.. world.Certificates]));

        Assert.Equal(Validity.Always, period.Period);
        Assert.Equal("was revoked by Chrome's CRLSet 4619", period.Reason);
    }

    [Fact]
    public void Two_entries_for_one_certificate_are_one_period()
    {
        using var world = World.Draw("Root -> A");
        var later = new BlocklistEntry.Certificate(world["A/Root"].Fingerprint);
        var earlier = new BlocklistEntry.Key(world["A/Root"].KeyId) { From = Day.AddDays(-7), Until = Day.AddDays(-6) };

        var period = Assert.Single(Resolve(world, BlocklistMechanism.CrlSet, later, earlier));

        Assert.Equal(new Validity(Day.AddDays(-7), DateTimeOffset.MaxValue), period.Period);
        Assert.Equal("has a key that was revoked by Chrome's CRLSet on 2018-05-23", period.Reason);
    }

    [Fact]
    public void OneCRL_of_2020_takes_what_a_plain_comparison_takes()
    {
        var list = Blocklists.OfShared("onecrl-2020-12-09.json.gz");
        var named = list.Entries.OfType<BlocklistEntry.IssuerAndSerial>()
            .Select(entry => (Hex(entry.Issuer), Number(entry.SerialNumber))).ToHashSet();
        var key = list.Entries.OfType<BlocklistEntry.SubjectAndKey>().Single();
        var expected = RealCertificates.Authorities.Where(certificate =>
            certificate.KeyId == key.KeyId
            || named.Contains((Hex(certificate.Issuer), Number(certificate.SerialNumber))));

        var found = BlocklistResolver.Resolve(list, RealCertificates.Authorities)
            .Select(period => period.Certificate).ToList();

        // Firefox compares names octet by octet, and we by their meaning: what it takes, we take.
        Assert.Empty(expected.Select(certificate => certificate.Fingerprint).Except(found));
        Assert.InRange(found.Count, expected.Count(), expected.Count() + 5);
        Assert.True(found.Count > 300);
    }

    [Theory]
    [InlineData("crlset-4619.bin")]
    [InlineData("crlset-6375.bin")]
    public void A_CRLSet_takes_what_the_graph_says_was_signed_by_its_parents(string file)
    {
        var list = Blocklists.OfShared(file);
        var serials = list.Entries.OfType<BlocklistEntry.KeyAndSerial>()
            .Select(entry => (entry.IssuerKey, Number(entry.SerialNumber, true))).ToHashSet();
        var keys = list.Entries.OfType<BlocklistEntry.Key>().Select(entry => entry.KeyId).ToHashSet();
        var expected = RealCertificates.Authorities.Where(certificate => keys.Contains(certificate.KeyId)
            || (RealCertificates.Graph.IssuerOf(certificate).Issuer is { } issuer
                && serials.Contains((issuer.KeyId, Number(certificate.SerialNumber, true)))));

        var found = BlocklistResolver.Resolve(list, RealCertificates.Authorities).Select(period => period.Certificate);

        Assert.Equal(expected.Select(certificate => certificate.Fingerprint).Order(), found);
        Assert.NotEmpty(found);
    }

    [Fact]
    public void All_certificates_that_Apple_blocks_are_found_for_Apple_alone()
    {
        var list = Blocklists.OfShared("apple-distrusted.csv");
        var leaves = RealCertificates.Read("data", "certificates", "leaf.pem.gz");

        var periods = BlocklistResolver.Resolve(list, [.. RealCertificates.Authorities, .. leaves]);

        Assert.Equal(39, periods.Length);
        Assert.All(periods, period => Assert.Equal("apple", period.Store));
    }

    private static ImmutableArray<DistrustPeriod> Resolve(
        World world, BlocklistMechanism mechanism, params BlocklistEntry[] entries) =>
        BlocklistResolver.Resolve(new Blocklist(mechanism, Day) { Entries = [.. entries] }, [.. world.Certificates]);

    private static IEnumerable<Fingerprint> Fingerprints(World world, params string[] names) =>
        names.Select(name => world[name].Fingerprint).Order();

    private static string Hex(Name name) => Convert.ToHexString(name.Raw.Span);

    private static BigInteger Number(ReadOnlyMemory<byte> octets, bool isUnsigned = false) =>
        new(octets.Span, isUnsigned, isBigEndian: true);
}
