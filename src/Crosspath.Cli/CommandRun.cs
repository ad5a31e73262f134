using System.CommandLine;

namespace Crosspath.Cli;

/// <summary>Runs a command line and turns whatever ends it into one line and an exit code.</summary>
internal static class CommandRun
{
    private const int BrokenPipe = 32; // EPIPE, as .NET puts it into HResult on Unix

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
        catch (IOException e) when (e.HResult == BrokenPipe)
        {
            return ExitCode.Unfinished; // the reader of our output has seen enough, and nobody is left to tell
        }
        catch (IOException e)
        {
            return Fail(ExitCode.Unfinished, e.Message);
        }
        catch (OutOfMemoryException)
        {
            return Fail(ExitCode.Unfinished, "out of memory; give fewer certificates, or a lower --max-paths");
        }
#pragma warning disable CA1031 // the last resort: whatever it is, the user sees one line
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Fail(ExitCode.Unfinished,
                $"internal error: {e.GetType().Name}: {e.Message} Please report it together with the input.");
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
