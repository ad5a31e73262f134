using System.Globalization;
using System.Text;

namespace Crosspath.Bench.Tables;

/// <summary>Markdown tables of what was measured in several turns.</summary>
/// <remarks>
/// A rate is the median over the turns. A ratio is the median of the ratios within each turn: what ran at nearly the
/// same time had nearly the same machine.
/// </remarks>
internal static class ResultTable
{
    private const string Head =
        """
        | what | version | per CPU second | spread | heap bytes each | Crosspath / this | at least |
        | --- | --- | ---: | ---: | ---: | ---: | ---: |

        """;

    public static string Render(IEnumerable<string> lines)
    {
        var text = new StringBuilder();
        foreach (var group in lines.Select(ResultLine.Parse).GroupBy(line => line.Group))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n### {group.Key}\n\n");
            text.Append(Head);
            var ours = group.Where(line => line.IsOurs).ToArray();
            foreach (var row in group.GroupBy(line => line.Result.What)) text.Append(Row([.. row], ours)).Append('\n');
        }
        return text.ToString();
    }

    private static string Row(ResultLine[] turns, ResultLine[] ours)
    {
        var (first, rates) = (turns[0], turns.Select(turn => turn.Result.PerSecond).ToArray());
        var ratio = first.IsOurs || ours.Length != turns.Length
            ? (double?)null
            : Median(ours.Zip(turns, (our, their) => our.Result.PerSecond / their.Result.PerSecond));
        string[] cells =
        [
            first.Result.What + Outcome(turns),
            first.Result.Version,
            Number(Median(rates)),
            $"{Number(100 * (rates.Max() / rates.Min() - 1))} %",
            first.Result.AllocBytesPerItem is { } bytes ? Number(bytes) : "",
            ratio is { } factor ? Factor(factor) : "",
            first.Least is { } least ? Factor(least) + (ratio < least ? " **missed**" : "") : "",
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    private static string Outcome(ResultLine[] turns)
    {
        string?[] parts =
        [
            Span(turns.Select(turn => (long?)turn.Result.Valid)) is { } valid ? $"{valid} valid" : null,
            Span(turns.Select(turn => turn.Result.Chains)) is { } chains ? $"{chains} chains" : null,
            Span(turns.Select(turn => (long?)turn.Result.LeftOut)) is { } left and not "0" ? $"{left} left out" : null,
            turns[0].Result.Error,
        ];
        return string.Concat(parts.Where(part => part is not null).Select(part => $"; {part}"));
    }

    // Some peers do not give the same answer each time.
    private static string? Span(IEnumerable<long?> values) => (values.Min(), values.Max()) switch
    {
        (null, _) => null,
        var (least, most) when least == most => Number(most!.Value),
        var (least, most) => $"{Number(least!.Value)} to {Number(most!.Value)}",
    };

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Factor(double value) =>
        value.ToString(value < 10 ? "0.00" : "0", CultureInfo.InvariantCulture);
}
