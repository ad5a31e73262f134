using Microsoft.Data.Sqlite;

namespace Crosspath.Census.Corpora.Sqlite;

// The schema is public: docs/corpus.md tells it to those who ask the file with tools of their own. What is scanned lies in
// narrow rows; the DER lies apart, so that a scan does not pass over it. Rows are only ever appended, and SQLite's rollback
// journal writes nothing twice that is appended, which is why it is used rather than the write-ahead log.

/// <summary>The tables of an embedded corpus.</summary>
internal static class SqliteSchema
{
    /// <summary>"XPC1" as <c>PRAGMA application_id</c>: tells corpora from other databases.</summary>
    public const int ApplicationId = 0x58504331;

    /// <summary>The version of the schema, as <c>PRAGMA user_version</c>.</summary>
    public const int Version = 1;

    private const string Tables = """
        CREATE TABLE certificate (
            id INTEGER PRIMARY KEY,
            sha256 BLOB NOT NULL,
            kind INTEGER NOT NULL,
            identity BLOB NOT NULL,
            issuer_digest BLOB NOT NULL,
            key_id BLOB NOT NULL,
            not_before INTEGER NOT NULL,
            not_after INTEGER NOT NULL,
            subject TEXT NOT NULL,
            source INTEGER NOT NULL REFERENCES source,
            place INTEGER NOT NULL,
            seen_at INTEGER
        );
        CREATE TABLE der (id INTEGER PRIMARY KEY REFERENCES certificate, der BLOB NOT NULL);
        CREATE TABLE issuer (digest BLOB PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, ingested_at INTEGER NOT NULL, position TEXT);
        CREATE TABLE further_sighting (
            certificate INTEGER NOT NULL REFERENCES certificate,
            source INTEGER NOT NULL REFERENCES source,
            place INTEGER NOT NULL,
            seen_at INTEGER,
            PRIMARY KEY (certificate, source)
        ) WITHOUT ROWID;
        CREATE TABLE settled (certificate INTEGER PRIMARY KEY REFERENCES certificate, issuer BLOB NOT NULL);
        CREATE VIEW sighting AS
            SELECT id AS certificate, source, place, seen_at FROM certificate
            UNION ALL SELECT certificate, source, place, seen_at FROM further_sighting;
        """;

    private static readonly string[] Indexes =
    [
        "CREATE UNIQUE INDEX IF NOT EXISTS certificate_sha256 ON certificate (sha256)",
        "CREATE INDEX IF NOT EXISTS certificate_identity ON certificate (identity, kind)",
        "CREATE INDEX IF NOT EXISTS certificate_ca ON certificate (kind) WHERE kind = 1",
    ];

    /// <summary>Makes the tables when the file is new.</summary>
    /// <exception cref="CorpusException">The file is another kind of database, or of a later version.</exception>
    public static void Require(SqliteConnection connection)
    {
        var id = Number(connection, "PRAGMA application_id");
        var version = Number(connection, "PRAGMA user_version");
        if (id == ApplicationId && version == Version) return;
        if (id == ApplicationId)
            throw new CorpusException($"the corpus is of schema version {version}, this program knows {Version}: use a newer program");
        if (Number(connection, "SELECT count(*) FROM sqlite_master") != 0)
            throw new CorpusException("the file is a SQLite database, but no corpus: choose another name");
        using var transaction = connection.BeginTransaction();
        Run(connection, $"{Tables} PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version};");
        transaction.Commit();
    }

    /// <summary>Whether the indexes are there: not so while a first ingest goes on, or after it was killed.</summary>
    public static bool HasIndexes(SqliteConnection connection) =>
        Number(connection, "SELECT count(*) FROM sqlite_master WHERE name = 'certificate_ca'") == 1; // the last to be made

    /// <summary>Makes the indexes that are not there.</summary>
    public static void CreateIndexes(SqliteConnection connection)
    {
        foreach (var index in Indexes) Run(connection, index);
    }

    /// <summary>Makes the index of keys, which only searches want.</summary>
    public static void CreateKeyIndex(SqliteConnection connection) =>
        Run(connection, "CREATE INDEX IF NOT EXISTS certificate_key_id ON certificate (key_id)");

    /// <summary>A single number.</summary>
    public static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar() ?? 0L, System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Runs statements that give nothing.</summary>
    public static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
