using Crosspath.Census.Corpora;
using Crosspath.Census.Corpora.Sqlite;
using Crosspath.X509;

namespace Crosspath.Cli.Inputs;

/// <summary>An embedded corpus where a command line names files of certificates: its CA certificates are at hand, and any
/// certificate of it can be named by its fingerprint.</summary>
internal static class CorpusFile
{
    // https://www.sqlite.org/fileformat.html, section 1.2
    private static ReadOnlySpan<byte> SqliteMagic => "SQLite format 3\0"u8;

    /// <summary>Whether a file is one, by its content.</summary>
    public static bool IsOne(string path)
    {
        if (!File.Exists(path)) return false;
        Span<byte> head = stackalloc byte[SqliteMagic.Length];
        using var file = File.OpenRead(path);
        return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.SequenceEqual(SqliteMagic);
    }

    /// <summary>Its CA certificates, as what is found in a file.</summary>
    /// <exception cref="UsageException">It cannot be opened.</exception>
    public static IReadOnlyList<InputItem> Cas(string path) => Ask(path, corpus => corpus.Cas(CancellationToken.None));

    /// <summary>The certificate of a fingerprint, in the first of some corpora that has it.</summary>
    /// <exception cref="UsageException">None has it.</exception>
    public static IReadOnlyList<InputItem> Find(Fingerprint fingerprint, IEnumerable<string> corpora)
    {
        var query = new CorpusQuery { Fingerprint = fingerprint };
        return corpora.Where(IsOne).Select(path => Ask(path, corpus => corpus.Find(query, CancellationToken.None)))
            .FirstOrDefault(found => found.Count > 0)
            ?? throw new UsageException($"{fingerprint}: no corpus has this certificate; name one by --corpus, or see: crosspath find");
    }

    private static List<InputItem> Ask(string path, Func<ICorpus, IEnumerable<StoredCertificate>> ask)
    {
        try
        {
            using var corpus = SqliteCorpus.Open(path);
            return [.. ask(corpus).Select((stored, i) => new InputItem.FoundCertificate(path, i, stored.Der))];
        }
        catch (CorpusException e)
        {
            throw new UsageException(e.Message);
        }
    }
}
