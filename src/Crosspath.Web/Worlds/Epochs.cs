using Crosspath.Paths;

namespace Crosspath.Web.Worlds;

/// <summary>Spans of time in which nobody's trust changes: the anchors of one instant are those of all of its
/// span.</summary>
internal sealed class Epochs
{
    private readonly DateTimeOffset[] _beginnings;

    public Epochs(TrustHistory history)
    {
        var periods = history.Trusts.Select(trust => trust.Period).Concat(history.Distrusts.Select(distrust => distrust.Period));
        // Periods are closed at both ends, so that the next span begins an instant after one's end.
        _beginnings = [.. periods
            .SelectMany(period => period.Until == DateTimeOffset.MaxValue
                ? [period.From]
                : new[] { period.From, period.Until.AddTicks(1) })
            .Distinct().Order()];
    }

    /// <summary>The number of an instant's span.</summary>
    public int Of(DateTimeOffset at)
    {
        var index = Array.BinarySearch(_beginnings, at);
        return index >= 0 ? index + 1 : ~index;
    }
}
