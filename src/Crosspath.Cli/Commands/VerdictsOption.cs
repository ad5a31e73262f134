using System.CommandLine;

namespace Crosspath.Cli.Commands;

/// <summary><c>--verdicts</c>.</summary>
internal static class VerdictsOption
{
    /// <summary>Makes the option.</summary>
    public static Option<string> Create() => new("--verdicts")
    {
        Description = "Remember in FILE which signatures were good, so that the next run is faster. Keep it where only you write.",
        HelpName = "FILE",
    };
}
