using Crosspath.Paths.Cutting;
using Crosspath.Paths.Scenarios;
using Crosspath.Paths.Timelines;
using Crosspath.X509;

namespace Crosspath.Answers;

/// <summary>Who else loses trust at an instant when something is taken away.</summary>
internal sealed class Collateral
{
    private readonly DateTimeOffset _at;
    private readonly TrustTimelines _before;

    public Collateral(TrustInput input, DateTimeOffset at)
    {
        _at = at;
        var now = input.History with
        {
            Trusts = [.. input.History.Trusts.Where(trust => trust.Period.Contains(at))],
            Distrusts = [.. input.History.Distrusts.Where(distrust => distrust.Period.Contains(at))],
        };
        _before = new TrustTimelines(
            input.Graph, now, new TimelineQuestion { Purpose = input.Purpose, AnchorChecks = input.AnchorChecks });
    }

    /// <summary>The certificates that had a valid path and have none then.</summary>
    public IReadOnlyList<Certificate> Of(IEnumerable<CutElement> elements, CancellationToken cancellation)
    {
        var after = _before.Under(TrustCut.ToScenario(elements).Apply(_before.Graph, _before.History));
        return [.. Impact.Between(_before, after, cancellation)
            .Where(impact => impact.Before.IsTrustedAt(_at) && !impact.After.IsTrustedAt(_at))
            .Select(impact => impact.Target)];
    }
}
