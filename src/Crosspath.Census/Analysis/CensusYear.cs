using System.Collections.Immutable;

namespace Crosspath.Census.Analysis;

/// <summary>Trusted cross-signs of one year.</summary>
/// <param name="Year">The year.</param>
/// <param name="New">Identities that were first cross-signed in it.</param>
/// <param name="InForce">Identities of which two issuers' certificates were valid together at any time in it.</param>
public sealed record CensusYear(int Year, int New, int InForce)
{
    /// <summary>Every year from the first to the last in which there was a cross-sign.</summary>
    public static ImmutableArray<CensusYear> Of(IEnumerable<CrossSignGroup> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var (begun, inForce) = (new SortedDictionary<int, int>(), new SortedDictionary<int, int>());
        foreach (var group in groups)
        {
            var years = new SortedSet<int>(Spans(group).SelectMany(span => Enumerable.Range(span.From, span.Until - span.From + 1)));
            if (years.Count == 0) continue;
            begun[years.Min] = begun.GetValueOrDefault(years.Min) + 1;
            foreach (var year in years) inForce[year] = inForce.GetValueOrDefault(year) + 1;
        }
        if (inForce.Count == 0) return [];
        return [.. Enumerable.Range(inForce.Keys.First(), inForce.Keys.Last() - inForce.Keys.First() + 1)
            .Select(year => new CensusYear(year, begun.GetValueOrDefault(year), inForce.GetValueOrDefault(year)))];
    }

    private static IEnumerable<(int From, int Until)> Spans(CrossSignGroup group)
    {
        Member[] trusted = [.. group.Members.Where(member => member.IsTrusted && member.IssuerKey is not null)];
        foreach (var (i, a) in trusted.Index())
        {
            foreach (var b in trusted.Skip(i + 1))
            {
                if (a.IssuerKey == b.IssuerKey || ReissueRule.Overlap(a, b) < TimeSpan.Zero) continue;
                var from = a.Certificate.NotBefore > b.Certificate.NotBefore ? a.Certificate.NotBefore : b.Certificate.NotBefore;
                var until = a.Certificate.NotAfter < b.Certificate.NotAfter ? a.Certificate.NotAfter : b.Certificate.NotAfter;
                yield return (from.Year, until.Year);
            }
        }
    }
}
