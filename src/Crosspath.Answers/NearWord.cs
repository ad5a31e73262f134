namespace Crosspath.Answers;

/// <summary>What somebody who wrote an unknown word may have meant.</summary>
internal static class NearWord
{
    // Longer words are no slips of the finger, and the comparison costs their square.
    private const int MaxLength = 40;

    /// <summary>The known word at the smallest edit distance, if few letters differ.</summary>
    public static string? Of(string unknown, IEnumerable<string> known)
    {
        if (unknown.Length > MaxLength) return null;
        var (distance, word) = known.Select(candidate => (Distance: Distance(unknown, candidate), Word: candidate))
            .DefaultIfEmpty((int.MaxValue, ""))
            .Min();
        return distance <= 1 + word.TrimStart('-').Length / 4 ? word : null;
    }

    // Levenshtein's, a row at a time.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.Length];
    }
}
