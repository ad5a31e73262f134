using System.CommandLine;
using Crosspath.Paths;

namespace Crosspath.Cli.Commands;

/// <summary><c>--purpose</c>.</summary>
internal static class PurposeOption
{
    /// <summary>Makes the option.</summary>
    public static Option<string> Create() => new("--purpose")
    {
        Description = "What for: serverAuth (default), clientAuth, emailProtection, codeSigning, any.",
        HelpName = "PURPOSE",
    };

    /// <summary>The purpose of a name; serverAuth without one.</summary>
    /// <exception cref="UsageException">The name is unknown.</exception>
    public static Purpose Read(string? name) =>
        name is null ? Purpose.ServerAuth
        : Purpose.All.FirstOrDefault(purpose => string.Equals(purpose.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new UsageException($"--purpose: '{name}' is none of {string.Join(", ", Purpose.All)}");
}
