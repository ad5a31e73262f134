using System.Diagnostics.CodeAnalysis;

namespace Crosspath.Stores.Formats;

// The files are what PyYAML writes of one mapping, in block style: "key: value" at the margin, and under two keys lists
// of mappings with subject_name and fingerprint. Only that much of YAML is read. Names, which may be quoted and run
// over several lines, are passed over.

/// <summary>The lines of an observatory file.</summary>
internal sealed class ObservatoryLists(string text)
{
    /// <summary>Keys at the margin, with their values.</summary>
    public Dictionary<string, string> Header { get; } = [];

    /// <summary>Every fingerprint with the key that it stands under and its line.</summary>
    public List<(string Section, int Line, string Hex)> Fingerprints { get; } = [];

    /// <summary>Reads all; false at the first line that is nothing of this.</summary>
    public bool TryParse([NotNullWhen(false)] out StoreProblem? problem)
    {
        problem = null;
        var (section, number) = ("", 0);
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (line.AsSpan().Trim().IsEmpty || line[0] == '#') continue;
            if (line[0] is not (' ' or '-'))
            {
                var colon = line.IndexOf(':', StringComparison.Ordinal);
                if (colon < 0)
                {
                    problem = new StoreProblem($"line {number}", "neither a key nor an item of a list");
                    return false;
                }
                section = line[..colon];
                Header.TryAdd(section, Plain(line.AsSpan(colon + 1)));
                continue;
            }
            const string Field = "fingerprint:";
            var item = line.AsSpan().TrimStart(" -");
            if (item.StartsWith(Field, StringComparison.Ordinal))
                Fingerprints.Add((section, number, Plain(item[Field.Length..])));
        }
        return true;
    }

    private static string Plain(ReadOnlySpan<char> value) => value.Trim().Trim("'\"").ToString();
}
