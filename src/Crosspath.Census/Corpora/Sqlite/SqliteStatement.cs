using SQLitePCL;

namespace Crosspath.Census.Corpora.Sqlite;

/// <summary>A prepared statement that is run many times. The usual ADO.NET way costs more for each row than SQLite
/// does.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public SqliteStatement(sqlite3 database, string sql)
    {
        _database = database;
        SqliteProblem.Check(database, raw.sqlite3_prepare_v2(database, sql, out _statement));
    }

    /// <summary>Binds a number to a parameter, counted from 1.</summary>
    public SqliteStatement Bind(int parameter, long value)
    {
        raw.sqlite3_bind_int64(_statement, parameter, value);
        return this;
    }

    /// <summary>Binds a number, or NULL.</summary>
    public SqliteStatement Bind(int parameter, long? value)
    {
        if (value is { } number) raw.sqlite3_bind_int64(_statement, parameter, number);
        else raw.sqlite3_bind_null(_statement, parameter);
        return this;
    }

    /// <summary>Binds bytes; they are copied.</summary>
    public SqliteStatement Bind(int parameter, ReadOnlySpan<byte> value)
    {
        raw.sqlite3_bind_blob(_statement, parameter, value);
        return this;
    }

    /// <summary>Binds a text.</summary>
    public SqliteStatement Bind(int parameter, string value)
    {
        raw.sqlite3_bind_text(_statement, parameter, value);
        return this;
    }

    /// <summary>Binds a digest.</summary>
    public SqliteStatement Bind(int parameter, ShortDigest value)
    {
        Span<byte> bytes = stackalloc byte[ShortDigest.Size];
        value.CopyTo(bytes);
        return Bind(parameter, bytes);
    }

    /// <summary>Goes on to the next row; false when there is none.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_ROW) return true;
        if (result != raw.SQLITE_DONE) SqliteProblem.Check(_database, result);
        return false;
    }

    /// <summary>Makes it ready to run again.</summary>
    public void Reset() => raw.sqlite3_reset(_statement);

    /// <summary>Runs it to its end; for what gives no rows.</summary>
    public void Run()
    {
        while (Step()) { }
        Reset();
    }

    /// <summary>A column of the row as a number; 0 for NULL.</summary>
    public long Number(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <summary>Whether a column of the row is NULL.</summary>
    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    /// <summary>A column of the row as bytes; gone with the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_statement, column);

    /// <summary>A column of the row as text.</summary>
    public string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    /// <summary>A column of the row as a digest.</summary>
    public ShortDigest Digest(int column) => ShortDigest.Read(Bytes(column));

    /// <inheritdoc/>
    public void Dispose() => _statement.Dispose();
}
