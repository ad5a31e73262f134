using System.CommandLine;

namespace Crosspath.Cli;

/// <summary>Runs a command line and turns whatever ends it into one line and an exit code.</summary>
internal static class CommandRun
{
    /// <summary>Parses and runs.</summary>
    public static async Task<int> Invoke(RootCommand root, string[] arguments)
    {
        var line = root.Parse(arguments);
        if (line.Errors is [var first, ..] && line.Action is not System.CommandLine.Help.HelpAction)
        {
            var command = string.Join(' ', Names(line.CommandResult).Reverse());
            return Fail(ExitCode.BadInput, $"{first.Message} See: {command} --help");
        }
        try
        {
            return await line.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false })
                .ConfigureAwait(false);
        }
        catch (UsageException e)
        {
            return Fail(ExitCode.BadInput, e.Message);
        }
        catch (OperationCanceledException)
        {
            return Fail(ExitCode.Unfinished, "cancelled");
        }
        catch (IOException e)
        {
            // Among others the reader of our output went away.
            return Fail(ExitCode.Unfinished, e.Message);
        }
        catch (OutOfMemoryException)
        {
            return Fail(ExitCode.Unfinished, "out of memory; give fewer certificates, or a lower --max-paths");
        }
    }

    private static IEnumerable<string> Names(System.CommandLine.Parsing.CommandResult? command)
    {
        for (; command is not null; command = command.Parent as System.CommandLine.Parsing.CommandResult)
            yield return command.Command.Name;
    }

    private static int Fail(int code, string message)
    {
        Console.Error.WriteLine("crosspath: " + message.ReplaceLineEndings(" "));
        return code;
    }
}
