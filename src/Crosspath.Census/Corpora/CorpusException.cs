namespace Crosspath.Census.Corpora;

/// <summary>A corpus cannot be used: it is lost, full, locked by another, or none at all. The message is one line that
/// says what to do.</summary>
public sealed class CorpusException : Exception
{
    /// <summary>Whether the corpus was named wrongly, rather than lost on the way.</summary>
    public bool IsWronglyNamed { get; init; }

    /// <summary>Makes one.</summary>
    public CorpusException(string message, Exception? inner = null) : base(message, inner) { }
}
