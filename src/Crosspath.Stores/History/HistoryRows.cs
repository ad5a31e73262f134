namespace Crosspath.Stores.History;

/// <summary>Reads a whole file of history rows and refuses those that contradict others.</summary>
public static class HistoryRows
{
    /// <summary>Reads rows. Of versions whose periods overlap, the later in the file is refused.</summary>
    public static IReadOnlyList<HistoryRow> Read(Stream content)
    {
        ArgumentNullException.ThrowIfNull(content);
        using var text = new StreamReader(content);
        var last = new Dictionary<string, StoreVersion>(StringComparer.Ordinal);
        var rows = new List<HistoryRow>();
        foreach (var row in new HistoryRowReader().Read(text))
        {
            if (row.Version is not { } version)
            {
                rows.Add(row);
                continue;
            }
            var before = last.GetValueOrDefault(version.Store);
            if (before?.Until > version.Date)
            {
                rows.Add(new HistoryRow(row.Line, null,
                    $"{version.Store} {version.Version} begins on {version.Date:yyyy-MM-dd}, while {before.Version} lasts until {before.Until:yyyy-MM-dd}"));
                continue;
            }
            if (before?.Until is null || version.Until is not null) last[version.Store] = version;
            rows.Add(row);
        }
        return rows;
    }
}
