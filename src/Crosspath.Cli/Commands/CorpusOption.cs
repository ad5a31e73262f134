using System.CommandLine;
using Crosspath.Census.Corpora;
using Crosspath.Census.Corpora.Sqlite;

namespace Crosspath.Cli.Commands;

/// <summary><c>--corpus</c>: the collection that is filled or asked.</summary>
internal static class CorpusOption
{
    /// <summary>The option of a command that works on one corpus.</summary>
    public static Option<string> Create() => new("--corpus")
    {
        Description = "The corpus: a file.",
        HelpName = "CORPUS",
        Required = true,
    };

    /// <summary>Opens a corpus.</summary>
    /// <param name="corpus">As it stands on the command line.</param>
    /// <param name="create">Whether to make it when it is not there.</param>
    /// <exception cref="CorpusException">It cannot be used.</exception>
    public static ICorpus Open(string corpus, bool create = false) => SqliteCorpus.Open(corpus, create);
}
