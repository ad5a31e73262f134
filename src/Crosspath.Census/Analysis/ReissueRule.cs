using System.Collections.Immutable;

namespace Crosspath.Census.Analysis;

// A CA that gets a new certificate from its issuer shortly before the old one ends is reissued, not cross-signed, also when
// the new issuer is another. The study's line is 121 days of common validity.

/// <summary>Tells cross-signs from reissues by how long certificates are valid together.</summary>
public static class ReissueRule
{
    /// <summary>The least common validity of a cross-sign.</summary>
    public static TimeSpan LeastOverlap { get; } = TimeSpan.FromDays(121);

    /// <summary>How long two certificates are valid together; negative when they are not.</summary>
    public static TimeSpan Overlap(Member a, Member b) => Min(a.Certificate.NotAfter, b.Certificate.NotAfter)
        - (a.Certificate.NotBefore > b.Certificate.NotBefore ? a.Certificate.NotBefore : b.Certificate.NotBefore);

    /// <summary>Whether two members of different issuers are valid together long enough.</summary>
    public static bool IsCrossSign(Member a, Member b) =>
        a.IssuerKey is { } one && b.IssuerKey is { } other && one != other && Overlap(a, b) >= LeastOverlap;

    /// <summary>
    /// The largest sets of members in which every two are valid together long enough. Two certificates are so if their
    /// validities, each cut short by 121 days at the end, meet; intervals that meet pairwise all share a point, so a sweep
    /// over time finds every largest set.
    /// </summary>
    public static ImmutableArray<ImmutableArray<Member>> Cliques(IEnumerable<Member> members)
    {
        var cut = members
            .Select(member => (Member: member, From: member.Certificate.NotBefore, Until: CutShort(member)))
            .Where(interval => interval.From <= interval.Until)
            .OrderBy(interval => interval.From).ThenBy(interval => interval.Member.Certificate.Fingerprint)
            .ToArray();
        var cliques = ImmutableArray.CreateBuilder<ImmutableArray<Member>>();
        var open = new List<(Member Member, DateTimeOffset From, DateTimeOffset Until)>();
        var hasGrown = false;
        foreach (var next in cut)
        {
            if (open.Exists(interval => interval.Until < next.From))
            {
                if (hasGrown) cliques.Add([.. open.Select(interval => interval.Member)]);
                open.RemoveAll(interval => interval.Until < next.From);
            }
            open.Add(next);
            hasGrown = true;
        }
        if (hasGrown) cliques.Add([.. open.Select(interval => interval.Member)]);
        return cliques.ToImmutable();
    }

    /// <summary>
    /// The study's way (EvalCrosssign.pm): members in the order of their dates join the current set if they go with each of
    /// it; else a new one begins with those that go with the new member. Two that merely touch count as overlapping for
    /// their whole joint span.
    /// </summary>
    public static ImmutableArray<ImmutableArray<Member>> GreedySets(IEnumerable<Member> members)
    {
        var sets = ImmutableArray.CreateBuilder<ImmutableArray<Member>>();
        var current = new List<Member>();
        foreach (var next in members.OrderBy(m => m.Certificate.NotBefore).ThenBy(m => m.Certificate.NotAfter)
            .ThenBy(m => m.Certificate.Fingerprint))
        {
            if (!current.TrueForAll(member => GoTogether(member, next)))
            {
                sets.Add([.. current]);
                current = current.FindAll(member => GoTogether(member, next));
            }
            current.Add(next);
        }
        if (current.Count > 0) sets.Add([.. current]);
        return sets.ToImmutable();
    }

    // The earlier one comes first.
    private static bool GoTogether(Member earlier, Member later)
    {
        var (a, b) = (earlier.Certificate, later.Certificate);
        if (b.NotBefore > a.NotAfter || a.NotBefore > b.NotAfter) return false;
        if (a.NotBefore < b.NotBefore && b.NotAfter < a.NotAfter) return true;
        if (b.NotBefore < a.NotBefore && a.NotAfter < b.NotAfter) return true;
        if (b.NotBefore == a.NotAfter) return b.NotAfter - a.NotBefore >= LeastOverlap;
        return a.NotAfter - b.NotBefore >= LeastOverlap;
    }

    private static DateTimeOffset CutShort(Member member) =>
        member.Certificate.NotAfter - DateTimeOffset.MinValue < LeastOverlap
            ? DateTimeOffset.MinValue
            : member.Certificate.NotAfter - LeastOverlap;

    private static DateTimeOffset Min(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
