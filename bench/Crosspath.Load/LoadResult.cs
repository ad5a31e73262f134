using System.Globalization;

namespace Crosspath.Load;

/// <summary>What a run measured.</summary>
/// <param name="Rate">Questions a second that were answered.</param>
/// <param name="Times">The status of each, and how long it took from when it was due.</param>
internal sealed record LoadResult(double Rate, IReadOnlyList<(int Status, double Milliseconds)> Times)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        double[] sorted = [.. Times.Select(time => time.Milliseconds).Order()];
        var statuses = string.Join(", ", Times.GroupBy(time => time.Status).OrderBy(group => group.Key).Select(group => $"{group.Key}: {group.Count()}"));
        double At(double share) => sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
        return string.Create(CultureInfo.InvariantCulture,
            $"{Rate:F0}/s; p50 {At(0.5):F1} ms, p90 {At(0.9):F1} ms, p99 {At(0.99):F1} ms, worst {sorted[^1]:F0} ms; {statuses}");
    }
}
