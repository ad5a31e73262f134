using System.CommandLine;
using Crosspath.Paths;

namespace Crosspath.Cli.Commands;

/// <summary><c>--anchor-dates</c>.</summary>
internal static class AnchorDatesOption
{
    /// <summary>Makes the option.</summary>
    public static Option<string> Create() => new("--anchor-dates")
    {
        Description = "'honour' (default): the anchor's own certificate counts. 'ignore': only its name and key do.",
        HelpName = "honour|ignore",
    };

    /// <summary>What the option says.</summary>
    /// <exception cref="UsageException">It is neither.</exception>
    public static AnchorChecks Read(string? word) => word switch
    {
        null or "honour" => AnchorChecks.Certificate,
        "ignore" => AnchorChecks.NameAndKey,
        _ => throw new UsageException($"--anchor-dates: '{word}' is none of honour, ignore"),
    };
}
