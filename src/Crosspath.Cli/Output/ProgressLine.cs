namespace Crosspath.Cli.Output;

/// <summary>One line on standard error that is written over as work goes on; nothing where that is no terminal.</summary>
internal sealed class ProgressLine(string what, Terminal terminal) : IProgress<(int Done, int Total)>, IDisposable
{
    private readonly long _start = TimeProvider.System.GetTimestamp();
    private readonly Lock _lock = new();
    private long _shown;

    /// <summary>Shows progress, at most ten times a second and not in the first half second.</summary>
    public void Report((int Done, int Total) value)
    {
        if (!terminal.IsWatched) return;
        lock (_lock)
        {
            var elapsed = TimeProvider.System.GetElapsedTime(_start).TotalMilliseconds;
            if (elapsed < 500 || elapsed - _shown < 100) return;
            _shown = (long)elapsed;
            terminal.Error.Write($"\r{Math.Min(value.Done, value.Total):N0} of {value.Total:N0} {what} ");
        }
    }

    /// <summary>Takes the line away.</summary>
    public void Dispose()
    {
        if (_shown > 0) terminal.Error.Write("\r\x1b[K");
    }
}
