using SQLitePCL;

namespace Crosspath.Census.Corpora.Sqlite;

/// <summary>Puts SQLite's result codes (sqlite.org/rescode.html) into words that say what to do.</summary>
internal static class SqliteProblem
{
    /// <summary>Throws when a call did not succeed.</summary>
    public static void Check(sqlite3 database, int result)
    {
        if (result == raw.SQLITE_OK) return;
        throw new CorpusException(Describe(result & 0xFF, raw.sqlite3_errmsg(database).utf8_to_string()));
    }

    /// <summary>One line for a primary result code.</summary>
    public static string Describe(int code, string message) => code switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
            "another process is using the corpus: wait until it is done, and run the same command again",
        raw.SQLITE_FULL => "the disk is full: make room and run the same command again; what was stored is kept",
        raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH => "the corpus may not be written to: check its permissions",
        raw.SQLITE_CANTOPEN => "the corpus cannot be opened: check that its folder exists and may be written to",
        raw.SQLITE_NOTADB => "the file is no corpus: choose another name",
        raw.SQLITE_CORRUPT => "the corpus is damaged: restore it, or make a new one and ingest again",
        raw.SQLITE_IOERR => $"the corpus cannot be read or written ({message}): check the disk, and run the same command again",
        raw.SQLITE_TOOBIG => "a record is too large for the corpus",
        _ => $"SQLite says: {message}",
    };
}
