using Crosspath.X509;

namespace Crosspath.Web.Worlds;

/// <summary>What a server tells its operator, a line each.</summary>
internal sealed class ServerLog(TextWriter output) : IInputReport
{
    private readonly TextWriter _output = TextWriter.Synchronized(output);
    private int _unreadable;

    /// <inheritdoc/>
    public int Unreadable => _unreadable;

    /// <inheritdoc/>
    public void Warn(InputItem.Unreadable problem)
    {
        Interlocked.Increment(ref _unreadable);
        Note($"{problem.Source}: {problem.Reason} (at byte {problem.Offset}); skipped");
    }

    /// <inheritdoc/>
    public void Note(string note) => _output.WriteLine($"crosspath: {note}");
}
