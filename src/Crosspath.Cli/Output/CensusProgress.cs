namespace Crosspath.Cli.Output;

/// <summary>Tells on standard error, where that is a terminal, what a census is doing.</summary>
internal sealed class CensusProgress(Terminal terminal) : IProgress<(string Stage, long Done, long Total)>, IDisposable
{
    private bool _isShown;

    /// <summary>Shows the stage.</summary>
    public void Report((string Stage, long Done, long Total) value)
    {
        if (!terminal.IsWatched) return;
        _isShown = true;
        terminal.Error.Write($"\r\x1b[K{(value.Done > 0 ? $"{value.Done:N0} " : "")}{value.Stage} …");
    }

    /// <summary>Takes the line away.</summary>
    public void Dispose()
    {
        if (_isShown) terminal.Error.Write("\r\x1b[K");
        _isShown = false;
    }
}
