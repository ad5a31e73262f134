using Crosspath.Census.Sources;
using Crosspath.X509;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Crosspath.Census.Corpora.Sqlite;

/// <summary>Writes into an embedded corpus, which it keeps for itself until it is disposed of.</summary>
internal sealed class SqliteWriter : ICorpusWriter
{
    private readonly SqliteConnection _connection;
    private readonly TimeProvider _clock;
    private readonly SqliteStatement _begin, _commit, _certificate, _der, _issuer, _row, _isAt, _sighting, _mark;
    private readonly Dictionary<string, long> _sources = [];
    private readonly HashSet<ShortDigest> _issuers = [];
    private SqliteStatement? _lookUp;
    private FingerprintLedger? _ledger;
    private long _lastRow;
    private int _open; // records of the transaction that is not committed yet
    private bool _isBroken;

    public SqliteWriter(SqliteConnection connection, TimeProvider clock)
    {
        (_connection, _clock) = (connection, clock);
        SqliteSchema.Run(connection, "PRAGMA locking_mode = EXCLUSIVE");
        var database = connection.Handle!;
        SqliteStatement Prepare(string sql) => new(database, sql);
        (_begin, _commit) = (Prepare("BEGIN EXCLUSIVE"), Prepare("COMMIT"));
        _certificate = Prepare("INSERT INTO certificate VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        _der = Prepare("INSERT INTO der VALUES (?, ?)");
        _issuer = Prepare("INSERT OR IGNORE INTO issuer VALUES (?, ?)");
        _row = Prepare("SELECT 1 FROM certificate WHERE id = ? AND sha256 = ?");
        _isAt = Prepare("SELECT 1 FROM certificate WHERE id = ? AND source = ?");
        _sighting = Prepare("INSERT OR IGNORE INTO further_sighting VALUES (?, ?, ?, ?)");
        _mark = Prepare("UPDATE source SET position = ? WHERE id = ?");
        Lock();
        _lastRow = SqliteSchema.Number(connection, "SELECT coalesce(max(id), 0) FROM certificate");
        if (SqliteSchema.HasIndexes(connection) && _lastRow > 0) UseIndex();
        else _ledger = ReadLedger();
    }

    /// <summary>Records are written as they come: while they wait in memory, the garbage collector carries them
    /// about.</summary>
    public int BatchRecords => 256;

    /// <summary>A commit waits for the disk.</summary>
    public int MostAtRisk => 20_000;

    /// <inheritdoc/>
    public int Add(IReadOnlyList<CorpusRecord> records, IReadOnlyList<SourceItem.Mark> marks)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(marks);
        if (_open == 0) _begin.Run();
        _open += Math.Max(1, records.Count);
        _isBroken = true; // unless all of it succeeds
        var added = 0;
        foreach (var record in records)
        {
            if (Find(record.Certificate.Fingerprint) is { } row) AddSighting(row, record.Sighting);
            else
            {
                Insert(record);
                added++;
            }
        }
        foreach (var mark in marks) _mark.Bind(1, mark.Position).Bind(2, SourceOf(mark.Source)).Run();
        _isBroken = false;
        if (_open >= MostAtRisk) Commit();
        return added;
    }

    /// <inheritdoc/>
    public void Complete()
    {
        Commit();
        SqliteSchema.CreateIndexes(_connection);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_isBroken) Commit();
        else if (raw.sqlite3_get_autocommit(_connection.Handle!) == 0) SqliteSchema.Run(_connection, "ROLLBACK");
        foreach (var statement in new[] { _begin, _commit, _certificate, _der, _issuer, _row, _isAt, _sighting, _mark, _lookUp })
            statement?.Dispose();
        SqliteSchema.Run(_connection, "PRAGMA locking_mode = NORMAL");
        SqliteSchema.Number(_connection, "SELECT count(*) FROM source"); // the lock goes with the next read
    }

    private void Commit()
    {
        if (_open == 0) return;
        _isBroken = true; // unless it succeeds: a commit that fails takes the transaction with it
        _commit.Run();
        (_open, _isBroken) = (0, false);
        if (_ledger?.Count > FingerprintLedger.Capacity) UseIndex();
    }

    // Takes the lock that is then held to the end, before anything is believed about what is there.
    private void Lock()
    {
        _begin.Run();
        _commit.Run();
    }

    private FingerprintLedger ReadLedger()
    {
        var ledger = new FingerprintLedger();
        using var rows = new SqliteStatement(_connection.Handle!, "SELECT id, sha256 FROM certificate");
        while (rows.Step()) ledger.Add(new Fingerprint(rows.Bytes(1)), (int)rows.Number(0));
        return ledger;
    }

    private void UseIndex()
    {
        _ledger = null;
        SqliteSchema.CreateIndexes(_connection);
        _lookUp = new SqliteStatement(_connection.Handle!, "SELECT id FROM certificate WHERE sha256 = ?");
    }

    private long? Find(Fingerprint fingerprint)
    {
        Span<byte> digest = stackalloc byte[Fingerprint.Size];
        fingerprint.CopyTo(digest);
        if (_lookUp is not null)
        {
            long? found = _lookUp.Bind(1, digest).Step() ? _lookUp.Number(0) : null;
            _lookUp.Reset();
            return found;
        }
        if (!_ledger!.MayHold(fingerprint)) return null;
        foreach (var row in _ledger.Propose(fingerprint))
        {
            var isIt = _row.Bind(1, row).Bind(2, digest).Step();
            _row.Reset();
            if (isIt) return row;
        }
        return null;
    }

    private void Insert(CorpusRecord record)
    {
        var certificate = record.Certificate;
        var row = ++_lastRow;
        Span<byte> digest = stackalloc byte[Fingerprint.Size];
        certificate.Fingerprint.CopyTo(digest);
        _certificate.Bind(1, row).Bind(2, digest).Bind(3, (long)record.Kind);
        _certificate.Bind(4, record.Identity).Bind(5, record.Issuer);
        certificate.KeyId.CopyTo(digest);
        _certificate.Bind(6, digest).Bind(7, certificate.NotBefore.ToUnixTimeSeconds());
        _certificate.Bind(8, certificate.NotAfter.ToUnixTimeSeconds()).Bind(9, record.SubjectText);
        _certificate.Bind(10, SourceOf(record.Sighting.Source)).Bind(11, record.Sighting.Place);
        _certificate.Bind(12, record.Sighting.SeenAt?.ToUnixTimeSeconds()).Run();
        _der.Bind(1, row).Bind(2, certificate.Raw.Span).Run();
        AddIssuer(record);
        _ledger?.Add(certificate.Fingerprint, (int)row);
    }

    // Issuers are few, so their names are kept once; a collection in which they are not must not fill the memory.
    private void AddIssuer(CorpusRecord record)
    {
        if (_issuers.Contains(record.Issuer)) return;
        if (_issuers.Count == 100_000) _issuers.Clear();
        _issuers.Add(record.Issuer);
        _issuer.Bind(1, record.Issuer).Bind(2, record.Certificate.Issuer.ToString()).Run();
    }

    private void AddSighting(long row, Sighting sighting)
    {
        var source = SourceOf(sighting.Source);
        var isFirst = _isAt.Bind(1, row).Bind(2, source).Step();
        _isAt.Reset();
        if (isFirst) return;
        _sighting.Bind(1, row).Bind(2, source).Bind(3, sighting.Place).Bind(4, sighting.SeenAt?.ToUnixTimeSeconds()).Run();
    }

    private long SourceOf(string name)
    {
        if (_sources.TryGetValue(name, out var known)) return known;
        using var insert = new SqliteStatement(
            _connection.Handle!, "INSERT OR IGNORE INTO source (name, ingested_at) VALUES (?, ?)");
        insert.Bind(1, name).Bind(2, _clock.GetUtcNow().ToUnixTimeSeconds()).Run();
        using var select = new SqliteStatement(_connection.Handle!, "SELECT id FROM source WHERE name = ?");
        select.Bind(1, name).Step();
        if (_sources.Count == 100_000) _sources.Clear();
        return _sources[name] = select.Number(0);
    }
}
