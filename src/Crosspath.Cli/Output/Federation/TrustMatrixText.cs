using Crosspath.Federations;

namespace Crosspath.Cli.Output;

/// <summary>A trust matrix before and after, for people: a row for each workload and purpose, a column for each
/// domain.</summary>
internal static class TrustMatrixText
{
    /// <summary>Writes it. What changes is written as <c>no → yes</c>; clients that differ from the path search are
    /// named below.</summary>
    public static void Write(TrustMatrix before, TrustMatrix after, StreamWriter output)
    {
        var domains = after.Cells.Select(cell => cell.Domain).Distinct().ToList();
        var width = Math.Max(10, domains.Max(domain => domain.Length) + 2);
        var rows = after.Cells.GroupBy(cell => (cell.Workload, cell.Purpose)).ToList();
        var label = Math.Max(24, rows.Max(row => row.Key.Workload.Length + row.Key.Purpose.Name.Length + 3));
        var heads = string.Concat(domains.Select(domain => domain.PadRight(width)));
        output.WriteLine("trusted in".PadRight(label + 2) + heads.TrimEnd());
        foreach (var row in rows)
        {
            output.Write($"  {$"{row.Key.Workload} {row.Key.Purpose.Name}".PadRight(label)}");
            var cells = row.Select(cell => Text(Earlier(before, cell), cell).PadRight(width));
            output.WriteLine(string.Concat(cells).TrimEnd());
        }
        WriteClients(after, output);
    }

    private static TrustCell? Earlier(TrustMatrix before, TrustCell cell) => before.Cells.FirstOrDefault(other =>
        other.Workload == cell.Workload && other.Domain == cell.Domain && other.Purpose == cell.Purpose);

    private static string Text(TrustCell? before, TrustCell after)
    {
        var now = after.IsTrusted ? "yes" : "no";
        return before is null || before.IsTrusted == after.IsTrusted
            ? now
            : $"{(before.IsTrusted ? "yes" : "no")} → {now}";
    }

    private static void WriteClients(TrustMatrix after, StreamWriter output)
    {
        var asked = after.Cells.SelectMany(cell => cell.Clients.Keys).Distinct().Order(StringComparer.Ordinal).ToList();
        if (asked.Count == 0) return;
        var others = after.Cells
            .SelectMany(cell => cell.Clients.Where(client => client.Value != cell.IsTrusted)
                .Select(client => (cell, client.Key)))
            .ToList();
        output.WriteLine(others.Count == 0
            ? $"  (so do {string.Join(", ", asked)})"
            : $"  (asked: {string.Join(", ", asked)})");
        foreach (var group in others.GroupBy(other => other.cell))
        {
            output.WriteLine($"  {group.Key.Workload} in {group.Key.Domain}: "
                + (group.Key.IsTrusted ? "refused by " : "accepted by ")
                + string.Join(", ", group.Select(other => other.Key)));
        }
    }
}
