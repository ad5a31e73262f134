using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;

namespace Crosspath.Cli;

/// <summary>What is wrong with a command line, in one line.</summary>
internal static class UsageError
{
    /// <summary>The first thing that is wrong; null when the line can be run.</summary>
    public static string? Of(ParseResult line)
    {
        if (line.Action is HelpAction) return null;
        var command = line.CommandResult.Command;
        var problem = UnknownWord(line) is { } unknown ? DescribeUnknown(unknown, command)
            : line.Errors is [var first, ..] ? first.Message
            : null;
        return problem is null ? null : $"{problem} See: {Path(line.CommandResult)} --help";
    }

    // The parser complains of a missing command before it complains of an unknown one, and takes an unknown option for
    // a file. A file that begins with a dash can be written as ./-file, or after --.
    private static string? UnknownWord(ParseResult line)
    {
        if (line.UnmatchedTokens is [var unmatched, ..]) return unmatched;
        if (line.Tokens.Any(token => token.Type == TokenType.DoubleDash)) return null;
        var values = line.CommandResult.Children.SelectMany(part => part.Tokens.Select(token => token.Value));
        return values.FirstOrDefault(value => value.StartsWith("--", StringComparison.Ordinal));
    }

    private static string DescribeUnknown(string unknown, Command command)
    {
        var isOption = unknown.StartsWith('-');
        var (what, words) = isOption ? ("option", command.Options.Select(option => option.Name))
            : command is RootCommand ? ("command", command.Subcommands.Select(known => known.Name))
            : ("argument", []);
        if (words.Contains(unknown)) return $"a value is missing before '{unknown}'.";
        return NearWord.Of(unknown, words) is { } near
            ? $"there is no {what} '{unknown}'; did you mean '{near}'?"
            : $"there is no {what} '{unknown}'.";
    }

    private static string Path(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{Path(parent)} {command.Command.Name}" : "crosspath";
}
