using System.CommandLine;
using Crosspath.Authority.Linting;

namespace Crosspath.Cli.Commands;

/// <summary><c>--rules PACK[@DATE]…</c>: by which rules certificates are judged.</summary>
internal static class RuleSetOption
{
    /// <summary>The option.</summary>
    public static Option<string[]> Create(string defaults) => new("--rules")
    {
        Description = $"Rules to judge by, as they stood on DATE: "
            + $"{string.Join(", ", LintPack.All.Select(pack => pack.Name))}. {defaults}",
        HelpName = "PACK[@DATE]",
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>The packs that a command line names.</summary>
    /// <exception cref="UsageException">There is no such pack, or the date is none.</exception>
    public static IReadOnlyList<RuleSet> Read(IEnumerable<string> words) => [.. words.Select(Read)];

    private static RuleSet Read(string word)
    {
        var parts = word.Split('@', 2);
        DateTimeOffset? date = parts.Length == 2 ? TimeArgument.Parse("--rules", parts[1]) : null;
        if (LintPack.Find(parts[0]) is { } pack) return new RuleSet(pack, date);
        var names = LintPack.All.Select(known => known.Name).ToList();
        throw new UsageException(NearWord.Of(parts[0], names) is { } near
            ? $"--rules: there is no pack '{parts[0]}'; did you mean '{near}'?"
            : $"--rules: there is no pack '{parts[0]}'; known are {string.Join(", ", names)}");
    }
}
