using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Crosspath.Census.Corpora.Sqlite;

/// <summary>
/// The operating system's SQLite. The managed package would bring a library of its own, of some past year; the system's is
/// kept up to date by whoever keeps the system.
/// </summary>
internal static class SystemSqlite
{
    private static readonly string[] Names =
        ["libsqlite3.so.0", "libsqlite3.so", "/usr/lib/libsqlite3.dylib", "winsqlite3.dll", "sqlite3.dll"];

    // SQLITE_CONFIG_MULTITHREAD, sqlite.org/threadsafe.html
    private const int MultiThread = 2;

    private static readonly Lazy<string?> Problem = new(Load);

    /// <summary>Makes SQLite ready for use.</summary>
    /// <exception cref="CorpusException">The system has none.</exception>
    public static void Require()
    {
        if (Problem.Value is { } problem) throw new CorpusException(problem);
    }

    private static string? Load()
    {
        nint library = 0;
        if (!Names.Any(name => NativeLibrary.TryLoad(name, out library)))
            return "this system has no SQLite library: install it (Debian's package is libsqlite3-0)";
        NativeLibrary.SetDllImportResolver(
            typeof(SQLite3Provider_e_sqlite3).Assembly,
            (string name, Assembly _, DllImportSearchPath? _) => name == "e_sqlite3" ? library : 0);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        raw.sqlite3_config(MultiThread); // no lock around every call: a corpus is used by one thread at a time
        return null;
    }
}
