using System.Globalization;
using System.Text;
using Crosspath.Stores.Formats;
using Crosspath.X509;

namespace Crosspath.Census.Owners;

/// <summary>A key that came into other hands.</summary>
/// <param name="Date">On which day.</param>
/// <param name="From">Whose it was.</param>
/// <param name="To">Whose it is from then on.</param>
public sealed record OwnerChange(DateTimeOffset Date, string From, string To);

/// <summary>Which organisation controls a certificate's key, over time. Unknown is an answer, and equals nothing.</summary>
/// <remarks>
/// Made of tables with a header line: the reports of the CCADB ("CA Owner" or "Subordinate CA Owner" beside "SHA-256
/// Fingerprint"), lists of <c>sha256, owner, as_of_first, as_of_last</c>, and relations between organisations
/// (<c>actor, relation, related_actor, since</c>), of which <c>owned_by</c> hands everything on to the owner from its day.
/// </remarks>
public sealed class OwnerBook
{
    private readonly Dictionary<Fingerprint, List<OwnerEntry>> _entries = [];
    private readonly Dictionary<string, List<OwnedBy>> _owners = new(StringComparer.OrdinalIgnoreCase);

    private OwnerBook() { }

    /// <summary>Knows nobody.</summary>
    public static OwnerBook Empty { get; } = new();

    /// <summary>How many certificates have an owner.</summary>
    public int Count => _entries.Count;

    /// <summary>The certificates that a CCADB report lists: what was disclosed. Null when no report was read.</summary>
    public IReadOnlySet<Fingerprint>? Disclosed { get; private set; }

    /// <summary>Reads tables.</summary>
    /// <param name="texts">Each with the name to use in messages.</param>
    /// <exception cref="FormatException">A table is none of those: one line that names it.</exception>
    public static OwnerBook Read(IEnumerable<(string Name, string Text)> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var book = new OwnerBook();
        foreach (var (name, text) in texts)
        {
            if (!CsvTable.TryRead(text, out var table, out var problem))
                throw new FormatException($"{name}: {problem.Place}: {problem.Reason}");
            book.Read(name, text, table);
        }
        foreach (var entries in book._entries.Values) entries.Sort((a, b) => a.From.CompareTo(b.From));
        foreach (var owners in book._owners.Values) owners.Sort((a, b) => a.Since.CompareTo(b.Since));
        return book;
    }

    /// <summary>The organisation that controlled a certificate's key at an instant; null when nothing tells.</summary>
    public string? OwnerOf(Fingerprint certificate, DateTimeOffset at) =>
        _entries.TryGetValue(certificate, out var entries) ? FollowOwners(NamedAt(entries, at), at) : null;

    /// <summary>When a certificate's key came into other hands while the certificate was valid: by what organisations were
    /// sold, not by what lists call them.</summary>
    public IReadOnlyList<OwnerChange> ChangesOf(Fingerprint certificate, Paths.Validity period)
    {
        if (!_entries.TryGetValue(certificate, out var entries)) return [];
        var named = NamedAt(entries, period.From);
        var dates = _owners.Values.SelectMany(relations => relations).Select(relation => relation.Since)
            .Where(since => since > period.From && period.Contains(since)).Distinct().Order();
        var (changes, owner) = (new List<OwnerChange>(), FollowOwners(named, period.From));
        foreach (var date in dates)
        {
            var next = FollowOwners(named, date);
            if (next != owner) changes.Add(new OwnerChange(date, owner, next));
            owner = next;
        }
        return changes;
    }

    // What was last said by then; what was said first, when all was said later: lists name old roots long afterwards.
    private static string NamedAt(List<OwnerEntry> entries, DateTimeOffset at) =>
        (entries.FindLast(entry => entry.From <= at) ?? entries[0]).Owner;

    private string FollowOwners(string owner, DateTimeOffset at)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { owner };
        while (_owners.TryGetValue(owner, out var owners)
            && owners.FindLast(relation => relation.Since <= at) is { } latest
            && seen.Add(latest.Owner)) owner = latest.Owner;
        return owner;
    }

    private void Read(string name, string text, CsvTable table)
    {
        var head = Encoding.UTF8.GetBytes(text[..Math.Min(text.Length, 8192)]);
        if (CsvTable.HasColumns(head, "actor", "relation", "related_actor")) ReadRelations(table);
        else if (CsvTable.HasColumns(head, "sha256", "owner")) ReadEntries(table, "sha256", "owner");
        else if (CsvTable.HasColumns(head, "CA Owner", "SHA-256 Fingerprint")) ReadReport(table);
        else throw new FormatException($"{name}: no table of owners: columns sha256 and owner are wanted, or a report of the CCADB");
    }

    private void ReadReport(CsvTable table)
    {
        ReadEntries(table, "SHA-256 Fingerprint", "CA Owner");
        var disclosed = new HashSet<Fingerprint>(Disclosed ?? new HashSet<Fingerprint>());
        foreach (var row in table.Rows)
        {
            if (Fingerprint.TryParse(row["SHA-256 Fingerprint"], out var fingerprint)) disclosed.Add(fingerprint);
        }
        Disclosed = disclosed;
    }

    private void ReadEntries(CsvTable table, string fingerprintColumn, string ownerColumn)
    {
        foreach (var row in table.Rows)
        {
            var subordinate = row["Subordinate CA Owner"];
            var owner = subordinate.Length > 0 ? subordinate : row[ownerColumn];
            if (owner.Length == 0 || !Fingerprint.TryParse(row[fingerprintColumn], out var fingerprint)) continue;
            if (!_entries.TryGetValue(fingerprint, out var entries)) _entries.Add(fingerprint, entries = []);
            entries.Add(new OwnerEntry(owner, DateOf(row["as_of_first"])));
        }
    }

    private void ReadRelations(CsvTable table)
    {
        foreach (var row in table.Rows)
        {
            if (row["relation"] != "owned_by") continue;
            if (!_owners.TryGetValue(row["actor"], out var owners)) _owners.Add(row["actor"], owners = []);
            owners.Add(new OwnedBy(row["related_actor"], DateOf(row["since"])));
        }
    }

    // No date: always.
    private static DateTimeOffset DateOf(string text) =>
        DateTimeOffset.TryParseExact(
            text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date
            : DateTimeOffset.MinValue;

    private sealed record OwnerEntry(string Owner, DateTimeOffset From);

    private sealed record OwnedBy(string Owner, DateTimeOffset Since);
}
