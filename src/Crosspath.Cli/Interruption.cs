using System.Runtime.InteropServices;

namespace Crosspath.Cli;

/// <summary>
/// Ctrl-C, and a request to terminate: work is asked to end; what does not end soon, since it waits for a pipe or is
/// deep in a computation, is ended.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // Not disposed of: a late signal may still use it.
    private readonly CancellationTokenSource _source = new();
    private readonly ManualResetEventSlim _hasEnded = new();
    private readonly TextWriter _error;
    private readonly PosixSignalRegistration[] _registrations;

    public Interruption(TextWriter error)
    {
        _error = error;
        PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM];
        _registrations = [.. signals.Select(signal => PosixSignalRegistration.Create(signal, End))];
    }

    /// <summary>Tells the work to end.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Says that the work has ended; signals do again what they always do.</summary>
    public void Dispose()
    {
        _hasEnded.Set();
        foreach (var registration in _registrations) registration.Dispose();
    }

    private void End(PosixSignalContext context)
    {
        context.Cancel = true;
        if (_hasEnded.IsSet || _source.IsCancellationRequested) return;
        _source.Cancel();
        if (_hasEnded.Wait(Patience)) return;
        _error.WriteLine("crosspath: cancelled");
        Environment.Exit(ExitCode.Unfinished);
    }
}
