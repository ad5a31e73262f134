using System.Diagnostics;

namespace Crosspath.Cli.Partitions;

/// <summary>Where a partition's processes run: a network namespace, or this machine's loopback.</summary>
/// <param name="Name">The partition's name.</param>
/// <param name="Address">Its address.</param>
/// <param name="Namespace">Its namespace; null for loopback.</param>
internal sealed record PartitionSite(string Name, string Address, string? Namespace)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Starts a process that stays.</summary>
    public Process Start(string command, IEnumerable<string> arguments) => Process.Start(Info(command, arguments))!;

    /// <summary>Runs a command to its end, or until it has taken too long.</summary>
    public (int ExitCode, string Output) Run(
        string command, IEnumerable<string> arguments, string input = "", string? home = null)
    {
        var info = Info(command, arguments);
        if (home is not null) info.Environment["HOME"] = home; // where .NET keeps revocation lists that it fetched
        using var process = Process.Start(info)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended without listening; what it said is read below.
        }
        if (!process.WaitForExit(Patience)) process.Kill(entireProcessTree: true);
        process.WaitForExit();
        return (process.ExitCode, output.GetAwaiter().GetResult() + error.GetAwaiter().GetResult());
    }

    private ProcessStartInfo Info(string command, IEnumerable<string> arguments)
    {
        string[] words = Namespace is null
            ? [command, .. arguments]
            : ["ip", "netns", "exec", Namespace, command, .. arguments];
        return new ProcessStartInfo(words[0], words[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }
}
