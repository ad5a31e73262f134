using System.CommandLine;
using System.CommandLine.Help;
using Crosspath.Census.Corpora;
using Crosspath.Cli.Commands;

namespace Crosspath.Cli;

/// <summary>Runs a command line and turns whatever ends it into one line and an exit code.</summary>
internal static class CommandRun
{
    private const int BrokenPipe = 32; // EPIPE, as .NET puts it into HResult on Unix

    /// <summary>Parses and runs; without arguments, shows what there is.</summary>
    public static async Task<int> Invoke(string[] arguments, Terminal terminal)
    {
        int Fail(int code, string message)
        {
            terminal.Error.WriteLine("crosspath: " + message.ReplaceLineEndings(" "));
            return code;
        }

        var line = CrosspathCommand.Create(terminal).Parse(arguments is [] ? ["--help"] : arguments);
        if (UsageError.Of(line) is { } error) return Fail(ExitCode.BadInput, error);
        if (line is { Action: HelpAction, CommandResult.Command: RootCommand root }) CrosspathCommand.Shorten(root);
        using var interruption = new Interruption(terminal.Error);
        try
        {
            using var output = terminal.OpenText();
            var configuration = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null, // see Interruption
                Output = output,
                Error = terminal.Error,
            };
            return await line.InvokeAsync(configuration, interruption.Token).ConfigureAwait(false);
        }
        catch (UsageException e)
        {
            return Fail(ExitCode.BadInput, e.Message);
        }
        catch (CorpusException e)
        {
            return Fail(e.IsWronglyNamed ? ExitCode.BadInput : ExitCode.Unfinished, e.Message);
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
}
