using System.Text;
using System.Text.RegularExpressions;

namespace Crosspath.Cli.Tests;

/// <summary>
/// A session on the command line as a text file: commands, and what they print. A line that begins with
/// <c>$ crosspath</c> is run (words are split at spaces, <c>&lt; FILE</c> at the end gives it as standard input); below
/// it, <c>|</c> begins a line of standard output, <c>!</c> one of standard error, <c>=</c> the exit code unless it is 0.
/// <c>| ...</c> stands for any number of lines. Long hexadecimal numbers, which fresh keys change, are written HEX.
/// Everything else is a comment.
/// </summary>
internal sealed partial class Script(string text)
{
    private const string Prompt = "$ crosspath";
    private const string AnyLines = "| ...";

    /// <summary>Runs the commands; the script with what they really printed, where that fits what is expected the
    /// expectation.</summary>
    public string Play(CommandLine cli)
    {
        var played = new StringBuilder();
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length;)
        {
            var line = lines[i++];
            played.Append(line).Append(i < lines.Length ? "\n" : "");
            if (!line.StartsWith(Prompt, StringComparison.Ordinal)) continue;
            var expected = lines[i..].TakeWhile(IsExpectation).ToArray();
            i += expected.Length;
            var actual = Run(cli, line[Prompt.Length..]);
            foreach (var shown in Fits(expected, actual) ? expected : actual) played.Append(shown).Append('\n');
        }
        return played.ToString();
    }

    private static bool IsExpectation(string line) => line is ['|' or '!' or '=', ..];

    private static string[] Run(CommandLine cli, string command)
    {
        var parts = command.Split(" < ");
        var result = cli.Run(parts[0], parts.Length == 1 ? null : File.ReadAllBytes(cli.PathOf(parts[1])));
        return
        [
            .. Marked("|", result.Output),
            .. Marked("!", result.Error),
            .. result.ExitCode == 0 ? Array.Empty<string>() : [$"= {result.ExitCode}"],
        ];
    }

    private static IEnumerable<string> Marked(string mark, string output) => output.Length == 0
        ? []
        : Hexadecimal().Replace(output.TrimEnd('\n'), "HEX").Split('\n').Select(line => $"{mark} {line}".TrimEnd());

    private static bool Fits(ReadOnlySpan<string> expected, ReadOnlySpan<string> actual)
    {
        if (expected.IsEmpty) return actual.IsEmpty;
        if (expected[0] != AnyLines)
            return !actual.IsEmpty && expected[0] == actual[0] && Fits(expected[1..], actual[1..]);
        for (var skipped = 0; skipped <= actual.Length; skipped++)
        {
            if (Fits(expected[1..], actual[skipped..])) return true;
        }
        return false;
    }

    [GeneratedRegex(@"\b[0-9a-f]{16,}\b|(?<=\[)[0-9a-f]{8,}(?=\])|(?<=(?:revoke|distrust) {2,})[0-9a-f]{8}\b")]
    private static partial Regex Hexadecimal();
}
