using System.Numerics;
using Crosspath.Paths.Timelines;
using Crosspath.Testing;
using Crosspath.X509;
using FsCheck;
using FsCheck.Fluent;

namespace Crosspath.Paths.Tests.Timelines;

/// <summary>Timelines against asking for all paths at every instant at which anything could change.</summary>
public sealed class TimelinePropertyTests
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] Faults = ["", "", "", "", "", "pathlen 0", "pathlen 1", "no-ca", "permit other.test"];

    // Everything random comes from one number, so that a failure can be repeated.
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(300);

    [Fact]
    public void Equal_brute_force() => Check.One(Runs, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var random = new Random(seed);
        using var world = Draw(random);
        var graph = TrustGraph.Build(world.Certificates);
        var history = History(world, random);
        var timelines = new TrustTimelines(graph, history);

        return world.Certificates.All(target => timelines.Of(target) is var timeline
            && timeline.Stores.All(store => Instants(world, history).All(at =>
                store.PathsAt(at) == Listed(graph, history, store.Store, target, at))));
    }));

    [Fact]
    public void Intervals_are_in_order_and_change_where_they_meet() => Check.One(Runs, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var random = new Random(seed);
        using var world = Draw(random);
        var timelines = new TrustTimelines(TrustGraph.Build(world.Certificates), History(world, random));

        return timelines.Of(world.Certificates).SelectMany(timeline => timeline.Stores).All(store =>
            store.Intervals.Zip(store.Intervals.Skip(1)).All(pair =>
                pair.First.Period.Until < pair.Second.Period.From
                && (pair.First.Paths != pair.Second.Paths
                    || pair.First.Period.Until.AddSeconds(1) < pair.Second.Period.From)));
    }));

    private static World Draw(Random random)
    {
        var lines = new List<string> { "anchor C0 : " + Dates(random), "anchor C1 : " + Dates(random), "C4 -> leaf : " + Dates(random) };
        for (var i = random.Next(3, 14); i > 0; i--)
        {
            var fault = Faults[random.Next(Faults.Length)];
            lines.Add($"C{random.Next(5)} -> C{random.Next(5)} : {Dates(random)}{(fault.Length > 0 ? ", " + fault : "")}");
        }
        return World.Draw(string.Join('\n', lines));
    }

    private static string Dates(Random random)
    {
        var from = random.Next(0, 300);
        return $"from {Day(from):yyyy-MM-dd}, until {Day(from + random.Next(20, 600)):yyyy-MM-dd}";
    }

    private static TrustHistory History(World world, Random random)
    {
        var trusts = new List<TrustPeriod>();
        foreach (var store in new[] { "one", "two" })
        {
            foreach (var anchor in world.Anchors)
            {
                for (var day = random.Next(0, 200); day < 700; day += random.Next(30, 300))
                {
                    var until = day + random.Next(10, 200);
                    trusts.Add(new TrustPeriod(anchor, store, new Validity(Day(day), Day(until)), Limits(random)));
                    day = until + 1;
                }
            }
        }
        var certificates = world.Certificates.ToArray();
        var distrusts = Enumerable.Range(0, random.Next(4)).Select(_ => new DistrustPeriod(
            certificates[random.Next(certificates.Length)].Fingerprint,
            random.Next(3) switch { 0 => null, 1 => "one", _ => "two" },
            new Validity(Day(random.Next(0, 500)), random.Next(2) == 0 ? DateTimeOffset.MaxValue : Day(random.Next(500, 700))),
            "is distrusted"));
        return new TrustHistory(["one", "two"], [.. trusts], [.. distrusts]);
    }

    private static AnchorLimits Limits(Random random) => random.Next(4) switch
    {
        0 => new AnchorLimits { DisabledFrom = Day(random.Next(0, 700)) },
        1 => new AnchorLimits { IssuedBy = [new IssuanceLimit(Day(random.Next(0, 300)))] },
        2 => new AnchorLimits { Purposes = random.Next(3) == 0 ? [Purpose.EmailProtection.Oid!.Value] : [Purpose.ServerAuth.Oid!.Value] },
        _ => AnchorLimits.None,
    };

    private static BigInteger Listed(TrustGraph graph, TrustHistory history, string store, Certificate target, DateTimeOffset at)
    {
        var anchors = history.AnchorsAt(at).Where(anchor => anchor.Stores.Contains(store))
            .Select(anchor => anchor with { Trusts = [.. anchor.Trusts.Where(trust => trust.Store == store)] });
        var paths = new TrustPaths(graph, anchors, history.DistrustsAt(at));
        return paths.Find(new PathQuery(target, at)).Count(path => path.IsValid);
    }

    private static IEnumerable<DateTimeOffset> Instants(World world, TrustHistory history) =>
        world.Certificates.SelectMany(certificate => new[] { certificate.NotBefore, certificate.NotAfter })
            .Concat(history.Trusts.SelectMany(trust => new[] { trust.Period.From, trust.Period.Until }))
            .Concat(history.Trusts.Select(trust => trust.Limits.DisabledFrom ?? Start))
            .Concat(history.Distrusts.SelectMany(distrust => new[] { distrust.Period.From, distrust.Period.Until }))
            .Where(at => at < DateTimeOffset.MaxValue)
            .SelectMany(at => new[] { at.AddSeconds(-1), at, at.AddSeconds(1) })
            .Distinct();

    private static DateTimeOffset Day(int day) => Start.AddDays(day);
}
