namespace Crosspath.Cli;

/// <summary>What a run reads from and writes to: the process's streams, or a test's.</summary>
internal sealed record Terminal
{
    /// <summary>What '-' stands for where a file is read.</summary>
    public required Stream Input { get; init; }

    /// <summary>Where answers go.</summary>
    public required Stream Output { get; init; }

    /// <summary>Where warnings, errors and progress go.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether somebody watches, so that progress is worth showing.</summary>
    public bool IsWatched { get; init; }

    /// <summary>The process's own.</summary>
    public static Terminal OfProcess() => new()
    {
        Input = Console.OpenStandardInput(),
        Output = Console.OpenStandardOutput(),
        Error = Console.Error,
        IsWatched = !Console.IsErrorRedirected,
    };

    /// <summary>A buffered writer of answers; flush it where the reader should see something.</summary>
    public StreamWriter OpenText() => new(Output, bufferSize: 1 << 16, leaveOpen: true);
}
