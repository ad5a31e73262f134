namespace Crosspath.Testing;

/// <summary>One line of a <see cref="World"/>: who signs whom, with which options.</summary>
internal sealed record WorldArrow(
    int Line, string Issuer, IReadOnlyList<string> Subjects, IReadOnlyList<string> Options)
{
    /// <summary>Whether the line makes its identity an anchor.</summary>
    public bool IsAnchor { get; private init; }

    /// <summary>Reads a drawing. What follows "//" at the start of a word is a comment.</summary>
    public static IEnumerable<WorldArrow> Read(string drawing)
    {
        var number = 0;
        foreach (var written in drawing.Split('\n'))
        {
            number++;
            var line = WithoutComment(written).Trim();
            if (line.Length > 0) yield return ReadLine(number, line);
        }
    }

    /// <summary>What is wrong with this line.</summary>
    public FormatException Wrong(string what) => new($"line {Line}: {what}");

    private static WorldArrow ReadLine(int number, string line)
    {
        var halves = line.Split(" : ", 2);
        var options = halves is [_, var after] ? after.Split(',', StringSplitOptions.TrimEntries) : [];
        var arrow = halves[0].Split(" -> ");
        var words = Words(arrow[^1]);
        return (arrow, words) switch
        {
            ([_], ["anchor", var name]) => new WorldArrow(number, name, [name], options) { IsAnchor = true },
            ([var issuer, _], [_, ..]) when Words(issuer) is [var name] => new WorldArrow(number, name, words, options),
            _ => throw new FormatException($"line {number}: What is '{line}'?"),
        };
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string WithoutComment(string line)
    {
        if (line.TrimStart().StartsWith("//", StringComparison.Ordinal)) return "";
        var comment = line.IndexOf(" //", StringComparison.Ordinal);
        return comment < 0 ? line : line[..comment];
    }
}
