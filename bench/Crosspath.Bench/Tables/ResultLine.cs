using System.Globalization;
using Crosspath.Bench.SideBySide;

namespace Crosspath.Bench.Tables;

/// <summary>One line that <c>run.sh</c> collects: group, role and JSON, with tabs between.</summary>
/// <param name="Group">What is compared with each other.</param>
/// <param name="IsOurs">Whether the others of the group are compared with this one.</param>
/// <param name="Least">By which factor ours shall at least be as fast as this one; null where nothing is asked.</param>
internal sealed record ResultLine(string Group, bool IsOurs, double? Least, Measurement Result)
{
    public static ResultLine Parse(string line)
    {
        if (line.Split('\t', 3) is not [var group, var role, var json]) throw new FormatException($"What is '{line}'?");
        double? least = role is "ours" or "-" ? null : double.Parse(role, CultureInfo.InvariantCulture);
        return new ResultLine(group, role == "ours", least, Measurement.Parse(json));
    }
}
