using System.Collections.Immutable;
using Crosspath.Census.Analysis;
using Crosspath.Paths.Timelines;
using Crosspath.Testing;
using Crosspath.X509;
using FsCheck;
using FsCheck.Fluent;

namespace Crosspath.Census.Tests.Analysis;

public class ReissueRuleTests
{
    [Theory]
    [InlineData("2020-05-01", true)] // 121 days to the day: 2020-01-01 to 2020-05-01
    [InlineData("2020-04-30", false)]
    [InlineData("2019-12-31", false)] // apart
    [InlineData("2025-01-01", true)]
    public void A_cross_sign_overlaps_by_121_days(string end, bool expected)
    {
        using var world = World.Draw($"""
            anchor A : from 2000-01-01, until 2030-01-01
            anchor B : from 2000-01-01, until 2030-01-01
            A -> Ca : from 2015-01-01, until {end}
            B -> Ca : from 2020-01-01, until 2026-01-01
            """);
        Assert.Equal(expected, ReissueRule.IsCrossSign(Member(world["Ca/A"], "a"), Member(world["Ca/B"], "b")));
    }

    [Fact]
    public void The_study_takes_two_that_merely_touch_for_one_long_overlap()
    {
        using var world = World.Draw("""
            anchor A : from 2000-01-01, until 2030-01-01
            A -> Ca : from 2015-01-01, until 2020-01-01, as first
            A -> Ca : from 2020-01-01, until 2026-01-01, as second
            A -> Ca : from 2020-01-02, until 2026-01-01, as apart
            """);
        var (first, second, apart) = (Member(world["first"], "a"), Member(world["second"], "b"), Member(world["apart"], "c"));
        Assert.Single(ReissueRule.GreedySets([first, second]));
        Assert.Equal(2, ReissueRule.GreedySets([first, apart]).Length);
        Assert.Empty(ReissueRule.Cliques([first, second]).Where(clique => clique.Length > 1));
    }

    [Fact]
    public void The_study_keeps_a_short_certificate_inside_a_long_one_together_with_it()
    {
        using var world = World.Draw("""
            anchor A : from 2000-01-01, until 2030-01-01
            A -> Ca : from 2015-01-01, until 2026-01-01, as long
            A -> Ca : from 2020-01-01, until 2020-02-01, as short
            A -> Ca : from 2015-01-01, until 2015-02-01, as same-start
            """);
        Assert.Single(ReissueRule.GreedySets([Member(world["long"], "a"), Member(world["short"], "b")]));
        // Equal beginnings are no strict nesting, and 31 days are no overlap.
        Assert.Equal(2, ReissueRule.GreedySets([Member(world["long"], "a"), Member(world["same-start"], "b")]).Length);
    }

    [Fact]
    public void Greedy_sets_miss_none_that_the_order_of_dates_shows_and_cliques_miss_none_at_all()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            using var drawn = Draw(new Random(seed));
            Member[] members = [.. drawn.Certificates.Where(c => !c.IsSelfIssued).Select((c, i) => Member(c, $"{i}"))];
            var expected = BruteForce(members);
            var found = ReissueRule.Cliques(members)
                .Select(clique => string.Join(' ', clique.Select(m => m.Certificate.Fingerprint.ToString()).Order())).Order();
            Assert.Equal(expected, found);
        }));
    }

    private static World Draw(Random random)
    {
        var lines = new List<string> { "anchor A : from 2000-01-01, until 2030-01-01" };
        for (var i = 0; i < 8; i++)
        {
            var from = new DateTime(2010, 1, 1).AddDays(random.Next(0, 900));
            var until = from.AddDays(random.Next(30, 700));
            lines.Add($"A -> Ca : from {from:yyyy-MM-dd}, until {until:yyyy-MM-dd}, as c{i}");
        }
        return World.Draw(string.Join('\n', lines));
    }

    // Every subset in which each two overlap long enough and that no further member goes with.
    private static IEnumerable<string> BruteForce(Member[] members)
    {
        bool Together(Member a, Member b) => ReissueRule.Overlap(a, b) >= ReissueRule.LeastOverlap;
        var sets = new List<string>();
        for (var bits = 1; bits < 1 << members.Length; bits++)
        {
            Member[] chosen = [.. members.Where((_, i) => (bits >> i & 1) == 1)];
            var isClique = chosen.All(a => Together(a, a) && chosen.All(b => Together(a, b)));
            if (!isClique || members.Except(chosen).Any(other => Together(other, other) && chosen.All(a => Together(a, other)))) continue;
            sets.Add(string.Join(' ', chosen.Select(m => m.Certificate.Fingerprint.ToString()).Order()));
        }
        return sets.Order();
    }

    private static Member Member(Certificate certificate, string issuer) =>
        new(certificate, true, null, issuer) { Timeline = new Timeline(certificate, ImmutableArray<StoreTimeline>.Empty, null) };
}
