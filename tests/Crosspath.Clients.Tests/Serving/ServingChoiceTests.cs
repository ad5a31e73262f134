using System.Collections.Immutable;
using Crosspath.Clients.Serving;
using Crosspath.Paths;
using Crosspath.Testing;
using Crosspath.X509;
using FsCheck;
using FsCheck.Fluent;

namespace Crosspath.Clients.Tests.Serving;

public class ServingChoiceTests
{
    private static readonly string[] Few = ["openssl", "openssl-notf", "gnutls", "go", "android", "bearssl", "mbedtls"];

    [Fact]
    public void The_cross_sign_is_served_while_clients_lack_the_new_root()
    {
        using var world = World.Draw("""
            anchor Old : from 2010-01-01, until 2040-01-01
            anchor New : from 2010-01-01, until 2040-01-01
            Old -> New : from 2010-01-01, until 2040-01-01
            New -> Issuing : from 2010-01-01, until 2040-01-01
            Issuing -> leaf : from 2024-01-01, until 2026-01-01
            """);
        var question = Question(world, roots: [world["Old/Old"]]);
        Assert.Equal(["leaf", "Issuing", "New"], Names(ServingChoice.Of(question).Ranked[0]));
        var both = Question(world, roots: [world["Old/Old"], world["New/New"]]);
        Assert.Equal(["leaf", "Issuing"], Names(ServingChoice.Of(both).Ranked[0])); // fewer bytes serve as well
    }

    [Fact]
    public void What_breaks_and_when_is_found_to_the_second()
    {
        using var world = World.Draw("""
            anchor Old : from 2010-01-01, until 2040-01-01
            Old -> New : from 2010-01-01, until 2025-03-15
            New -> Issuing : from 2010-01-01, until 2040-01-01
            Issuing -> leaf : from 2024-01-01, until 2026-01-01
            """);
        var best = ServingChoice.Of(Question(world, [world["Old/Old"]])).Ranked[0];
        var breakage = Assert.Single(best.Breaks);
        Assert.Equal(world["New/Old"].NotAfter.AddSeconds(1), breakage.Date);
        Assert.Equal(Few, breakage.Clients);
    }

    [Fact]
    public void A_store_that_drops_a_root_breaks_those_that_follow_it_and_no_others()
    {
        using var world = World.Draw("""
            anchor Root : from 2010-01-01, until 2040-01-01
            Root -> leaf : from 2024-01-01, until 2026-01-01
            """);
        var dropped = new DateTimeOffset(2025, 2, 1, 0, 0, 0, TimeSpan.Zero);
        var updating = Client("openssl", new RootPeriod(new Validity(DateTimeOffset.MinValue, dropped.AddTicks(-1)), [world["Root/Root"]]),
            new RootPeriod(new Validity(dropped, DateTimeOffset.MaxValue), []));
        var fixedStore = Client("go", new RootPeriod(Validity.Always, [world["Root/Root"]]));
        var question = Question(world, []) with { Clients = [updating, fixedStore] };
        var breakage = Assert.Single(ServingChoice.Of(question).Ranked[0].Breaks);
        Assert.Equal((dropped, "openssl"), (breakage.Date, Assert.Single(breakage.Clients)));
    }

    [Fact]
    public void Bytes_are_those_of_the_certificate_message()
    {
        using var world = World.Draw("""
            anchor Root : from 2010-01-01, until 2040-01-01
            Root -> leaf : from 2024-01-01, until 2026-01-01
            """);
        // RFC 8446 section 4.4.2: 3 bytes of length for the list and for cert_data, 2 for the extensions.
        Assert.Equal(3 + world["leaf/Root"].Raw.Length + 5, ServingChoice.Of(Question(world, [world["Root/Root"]])).Ranked[0].Bytes);
    }

    [Fact]
    public void No_order_of_the_pool_serves_better_than_the_one_that_is_chosen() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(25), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            using var world = World.Draw(Drawing(new Random(seed)));
            var question = Question(world, [.. world.Anchors]);
            var best = ServingChoice.Of(question).Ranked[0];
            // Every list of up to three of the pool behind the leaf, in every order.
            var pool = world.Certificates.Where(c => !c.IsSelfIssued && c.Subject.FriendlyText != "leaf").ToArray();
            var lists = Orders(pool, 3).Select(order => (ImmutableArray<Certificate>)[question.Leaf, .. order]);
            var all = ServingChoice.Of(question with { Candidates = [.. lists] }).Ranked;
            // Those that anybody would serve: from the leaf upwards, each signed by the next.
            Assert.True(best.Score >= all.Where(IsChain).Max(list => list.Score) - 1e-9,
                $"{best.Score} is less than {all.Where(IsChain).Max(list => list.Score)}");
        }));

    [Fact]
    public void Mixes_that_come_along_name_clients_that_there_are()
    {
        foreach (var name in ServingMix.Names)
        {
            var mix = ServingMix.Find(name)!;
            Assert.All(mix.Clients, entry => Assert.NotNull(ProfileCatalogue.BuiltIn.Find(entry.Client)));
        }
        Assert.NotNull(ServingMix.Find("old Android"));
        Assert.False(ServingMix.TryRead("""{ "title": "x", "note": "", "clients": [ { "client": "go", "weight": -1 } ] }""", out _, out var problem));
        Assert.Contains("weight of 'go'", problem, StringComparison.Ordinal);
    }

    private static bool IsChain(ServedList list)
    {
        for (var i = 1; i < list.Certificates.Length; i++)
        {
            if (list.Certificates[i].Subject != list.Certificates[i - 1].Issuer) return false;
        }
        return true;
    }

    private static string Drawing(Random random)
    {
        string Until() => $"until {random.Next(2025, 2028)}-0{random.Next(1, 9)}-01";
        var lines = new List<string>
        {
            $"anchor A : from 2010-01-01, {Until()}",
            "anchor B : from 2010-01-01, until 2040-01-01",
            $"A -> M : from 2010-01-01, {Until()}",
            $"B -> M : from 2010-01-01, {Until()}",
            $"M -> N : from 2010-01-01, {Until()}",
            "N -> leaf : from 2024-01-01, until 2027-01-01",
        };
        if (random.Next(2) == 0) lines.Add($"A -> N : from 2010-01-01, {Until()}");
        if (random.Next(2) == 0) lines.Add($"B -> A : from 2010-01-01, {Until()}");
        return string.Join('\n', lines);
    }

    private static IEnumerable<Certificate[]> Orders(Certificate[] pool, int most)
    {
        yield return [];
        if (most == 0) yield break;
        foreach (var first in pool)
        {
            foreach (var rest in Orders([.. pool.Where(other => other != first)], most - 1)) yield return [first, .. rest];
        }
    }

    private static ServingQuestion Question(World world, ImmutableArray<Certificate> roots)
    {
        var leaf = world.Certificates.Last(certificate => certificate.Subject.FriendlyText == "leaf");
        return new ServingQuestion(
            leaf,
            [.. world.Certificates.Where(certificate => !certificate.IsSelfIssued && certificate != leaf)],
            [.. Few.Select(name => Client(name, new RootPeriod(Validity.Always, roots)))],
            new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero),
            leaf.NotAfter);
    }

    private static ServingClient Client(string name, params ImmutableArray<RootPeriod> roots) =>
        new(name, ProfileCatalogue.BuiltIn.Find(name)!, 1, roots);

    private static IEnumerable<string> Names(ServedList list) => list.Certificates.Select(certificate => certificate.Subject.FriendlyText);
}
