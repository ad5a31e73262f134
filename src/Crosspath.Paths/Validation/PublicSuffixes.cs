namespace Crosspath.Paths.Validation;

/// <summary>The Public Suffix List (publicsuffix.org): under which names anybody may register.</summary>
internal static class PublicSuffixes
{
    private static readonly Lazy<HashSet<string>> Rules = new(ReadRules);

    /// <summary>Whether a name is a public suffix itself, by the list's algorithm: exceptions first, then the rules,
    /// and any single label.</summary>
    public static bool Contains(string name)
    {
        name = name.TrimEnd('.').ToLowerInvariant();
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0) return true;
        if (Rules.Value.Contains("!" + name)) return false;
        return Rules.Value.Contains(name) || Rules.Value.Contains("*" + name[dot..]);
    }

    private static HashSet<string> ReadRules()
    {
        var rules = new HashSet<string>(StringComparer.Ordinal);
        using var resource = typeof(PublicSuffixes).Assembly.GetManifestResourceStream("public_suffix_list.dat")!;
        using var text = new StreamReader(resource);
        while (text.ReadLine() is { } line)
        {
            if (!line.StartsWith("//", StringComparison.Ordinal)) rules.Add(line);
        }
        return rules;
    }
}
