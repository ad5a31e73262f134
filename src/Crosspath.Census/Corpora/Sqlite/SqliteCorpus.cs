using Crosspath.Census.Sources;
using Crosspath.X509;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Crosspath.Census.Corpora.Sqlite;

/// <summary>The embedded corpus: one SQLite file, which other tools may read as well (docs/corpus.md has the
/// schema).</summary>
public sealed class SqliteCorpus : ICorpus
{
    private const int RowsAtATime = 10_000;

    private readonly SqliteConnection _connection;
    private readonly TimeProvider _clock;

    private SqliteCorpus(SqliteConnection connection, TimeProvider clock) => (_connection, _clock) = (connection, clock);

    /// <summary>Opens a corpus, or makes one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="create">Whether to make it when it is not there.</param>
    /// <param name="clock">Dates first ingests; null for the system's.</param>
    /// <exception cref="CorpusException">It is not there, is no corpus, or is in use.</exception>
    public static SqliteCorpus Open(string path, bool create = false, TimeProvider? clock = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        SystemSqlite.Require();
        if (!create && !File.Exists(path))
            throw new CorpusException($"{path} does not exist: make it with `crosspath ingest SOURCE --corpus {path}`") { IsWronglyNamed = true };
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = 10,
        }.ToString());
        try
        {
            connection.Open();
            SqliteSchema.Run(connection, """
                PRAGMA page_size = 8192; PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = NORMAL;
                PRAGMA cache_size = -65536; PRAGMA temp_store = FILE; PRAGMA trusted_schema = OFF;
                """);
            SqliteSchema.Require(connection);
            return new SqliteCorpus(connection, clock ?? TimeProvider.System);
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw new CorpusException($"{path}: {SqliteProblem.Describe(e.SqliteErrorCode, e.Message)}", e)
            {
                IsWronglyNamed = e.SqliteErrorCode is raw.SQLITE_NOTADB or raw.SQLITE_CANTOPEN,
            };
        }
        catch (CorpusException e)
        {
            connection.Dispose();
            throw new CorpusException($"{path}: {e.Message}", e) { IsWronglyNamed = true };
        }
    }

    internal SqliteConnection Connection => _connection;

    private sqlite3 Database => _connection.Handle!;

    /// <inheritdoc/>
    public CorpusSize Size()
    {
        using var rows = Query("SELECT kind, count(*) FROM certificate GROUP BY kind");
        var counts = new long[3];
        while (rows.Step()) counts[rows.Number(0)] = rows.Number(1);
        return new CorpusSize(
            counts[(int)RecordKind.Ca], counts[(int)RecordKind.Leaf], counts[(int)RecordKind.Precertificate]);
    }

    /// <inheritdoc/>
    public ICorpusWriter Write() => Guard(() => new SqliteWriter(_connection, _clock));

    /// <inheritdoc/>
    public string? PositionOf(string source)
    {
        using var rows = Query("SELECT position FROM source WHERE name = ?");
        return rows.Bind(1, source).Step() && !rows.IsNull(0) ? rows.Text(0) : null;
    }

    /// <inheritdoc/>
    public IEnumerable<StoredCertificate> Cas(CancellationToken cancellation) =>
        Certificates("c.kind = 1", "ORDER BY c.sha256", _ => { }, cancellation);

    /// <inheritdoc/>
    public long SharedIdentities(CancellationToken cancellation)
    {
        RequireIndexes();
        return SqliteSchema.Number(_connection, """
            SELECT count(*) FROM (SELECT 1 FROM certificate WHERE kind < 2 GROUP BY identity HAVING count(*) > 1)
            """);
    }

    /// <inheritdoc/>
    public IEnumerable<StoredCertificate> CandidateLeaves(
        IReadOnlySet<ShortDigest> ambiguousIssuers, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ambiguousIssuers);
        RequireIndexes();
        Fill("ambiguous", ambiguousIssuers);
        Guard(() =>
        {
            // The index finds identities that have several; only their rows are looked at.
            SqliteSchema.Run(_connection, """
                DROP TABLE IF EXISTS temp.candidate;
                CREATE TEMP TABLE candidate AS
                    SELECT c.identity FROM certificate c
                    WHERE c.kind < 2 AND c.identity IN (
                        SELECT identity FROM certificate WHERE kind < 2 GROUP BY identity
                        HAVING count(*) > 1 AND min(kind) = 0)
                    GROUP BY c.identity
                    HAVING min(c.issuer_digest) <> max(c.issuer_digest)
                        OR max(c.issuer_digest IN (SELECT digest FROM temp.ambiguous));
                """);
        });
        return Certificates(
            "c.kind = 0 AND c.identity IN (SELECT identity FROM temp.candidate)", "ORDER BY c.identity, c.sha256", _ => { },
            cancellation);
    }

    /// <inheritdoc/>
    public IEnumerable<StoredCertificate> UnsettledLeaves(
        IReadOnlySet<ShortDigest> issuers, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(issuers);
        Fill("named", issuers);
        return Unsettled(cancellation);
    }

    // A piece at a time, so that what is settled in between disturbs nothing.
    private IEnumerable<StoredCertificate> Unsettled(CancellationToken cancellation)
    {
        for (var last = 0L; ;)
        {
            cancellation.ThrowIfCancellationRequested();
            var piece = new List<StoredCertificate>();
            using (var rows = Query("""
                SELECT c.id, d.der FROM certificate c JOIN der d ON d.id = c.id
                WHERE c.id > ? AND c.kind = 0
                    AND c.issuer_digest IN (SELECT digest FROM temp.named)
                    AND NOT EXISTS (SELECT 1 FROM settled s WHERE s.certificate = c.id)
                ORDER BY c.id LIMIT ?
                """))
            {
                rows.Bind(1, last).Bind(2, RowsAtATime);
                while (rows.Step())
                {
                    last = rows.Number(0);
                    piece.Add(new StoredCertificate(rows.Bytes(1).ToArray(), RecordKind.Leaf, null));
                }
            }
            if (piece.Count == 0) yield break;
            foreach (var leaf in piece) yield return leaf;
        }
    }

    /// <inheritdoc/>
    public void Settle(IReadOnlyCollection<SettledLeaf> leaves)
    {
        ArgumentNullException.ThrowIfNull(leaves);
        RequireIndexes();
        using var begin = Query("BEGIN IMMEDIATE");
        using var insert = Query("INSERT OR IGNORE INTO settled SELECT id, ? FROM certificate WHERE sha256 = ?");
        using var commit = Query("COMMIT");
        Span<byte> digest = stackalloc byte[Fingerprint.Size];
        begin.Run();
        foreach (var leaf in leaves)
        {
            leaf.Leaf.CopyTo(digest);
            insert.Bind(1, leaf.Issuer).Bind(2, digest).Run();
        }
        commit.Run();
    }

    /// <inheritdoc/>
    public IEnumerable<(StoredCertificate Leaf, ShortDigest Issuer)> SettledLeaves(
        IReadOnlySet<ShortDigest> issuers, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(issuers);
        Fill("asked", issuers);
        using var rows = Query("""
            SELECT d.der, s.issuer FROM settled s JOIN der d ON d.id = s.certificate
            WHERE s.issuer IN (SELECT digest FROM temp.asked)
            """);
        while (rows.Step())
        {
            cancellation.ThrowIfCancellationRequested();
            yield return (new StoredCertificate(rows.Bytes(0).ToArray(), RecordKind.Leaf, null), rows.Digest(1));
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<LeafTally> Tally(IReadOnlyCollection<IssuerWindows> issuers, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(issuers);
        var tally = new WindowTally(issuers);
        using var rows = Query("""
            SELECT s.issuer, c.not_before, c.not_after
            FROM settled s CROSS JOIN certificate c ON c.id = s.certificate WHERE c.kind = 0
            """);
        for (var read = 0L; rows.Step(); read++)
        {
            if (read % RowsAtATime == 0) cancellation.ThrowIfCancellationRequested();
            tally.Add(rows.Digest(0), rows.Number(1), rows.Number(2));
        }
        return tally.Result();
    }

    /// <inheritdoc/>
    public IEnumerable<StoredCertificate> Find(CorpusQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        RequireIndexes();
        if (query.KeyId is not null) Guard(() => SqliteSchema.CreateKeyIndex(_connection));
        var (condition, bind) = SqliteQuery.Of(query);
        return Certificates(condition, "ORDER BY c.sha256", bind, cancellation)
            .Where(stored => SqliteQuery.Matches(query, stored))
            .Take(query.Most);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Sighting> SightingsOf(Fingerprint certificate)
    {
        using var rows = Query("""
            SELECT o.name, s.place, s.seen_at FROM certificate c
            JOIN sighting s ON s.certificate = c.id JOIN source o ON o.id = s.source
            WHERE c.sha256 = ? ORDER BY o.name
            """);
        Span<byte> digest = stackalloc byte[Fingerprint.Size];
        certificate.CopyTo(digest);
        rows.Bind(1, digest);
        var sightings = new List<Sighting>();
        while (rows.Step()) sightings.Add(new Sighting(rows.Text(0), rows.Number(1), TimeAt(rows, 2)));
        return sightings;
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private IEnumerable<StoredCertificate> Certificates(
        string condition, string order, Action<SqliteStatement> bind, CancellationToken cancellation)
    {
        using var rows = Query($"""
            SELECT d.der, c.kind, c.seen_at,
                (SELECT min(f.seen_at) FROM further_sighting f WHERE f.certificate = c.id)
            FROM certificate c JOIN der d ON d.id = c.id WHERE {condition} {order}
            """);
        bind(rows);
        while (rows.Step())
        {
            cancellation.ThrowIfCancellationRequested();
            var (first, further) = (TimeAt(rows, 2), TimeAt(rows, 3));
            var earliest = first is null || further < first ? further : first;
            yield return new StoredCertificate(rows.Bytes(0).ToArray(), (RecordKind)rows.Number(1), earliest);
        }
    }

    private static DateTimeOffset? TimeAt(SqliteStatement row, int column) =>
        row.IsNull(column) ? null : DateTimeOffset.FromUnixTimeSeconds(row.Number(column));

    // Digests as a temporary table, to be joined with.
    private void Fill(string table, IReadOnlySet<ShortDigest> digests) => Guard(() =>
    {
        SqliteSchema.Run(_connection, $"""
            DROP TABLE IF EXISTS temp.{table};
            CREATE TEMP TABLE {table} (digest BLOB PRIMARY KEY) WITHOUT ROWID;
            """);
        using var insert = Query($"INSERT INTO temp.{table} VALUES (?)");
        foreach (var digest in digests.Order()) insert.Bind(1, digest).Run();
    });

    private void RequireIndexes() => Guard(() =>
    {
        if (!SqliteSchema.HasIndexes(_connection)) SqliteSchema.CreateIndexes(_connection);
    });

    private SqliteStatement Query(string sql) => new(Database, sql);

    private void Guard(Action action) => Guard(() =>
    {
        action();
        return true;
    });

    private T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SqliteException e)
        {
            throw new CorpusException($"{_connection.DataSource}: {SqliteProblem.Describe(e.SqliteErrorCode, e.Message)}", e);
        }
    }
}
