using Crosspath.X509;

namespace Crosspath.Census.Corpora.Sqlite;

/// <summary>A search as a condition in SQL, and what SQL cannot decide.</summary>
internal static class SqliteQuery
{
    /// <summary>The condition on <c>certificate c</c> and <c>der d</c>, with its parameters.</summary>
    public static (string Condition, Action<SqliteStatement> Bind) Of(CorpusQuery query)
    {
        var conditions = new List<string> { "1" };
        var binds = new List<Action<SqliteStatement, int>>();
        void Add(string condition, Action<SqliteStatement, int> bind)
        {
            conditions.Add(condition);
            binds.Add(bind);
        }
        if (query.Fingerprint is { } fingerprint) Add("c.sha256 = ?", (s, i) => Bind(s, i, fingerprint));
        if (query.FingerprintPrefix is { } prefix)
        {
            var digits = 2 * Fingerprint.Size;
            Add("c.sha256 >= ?", (s, i) => s.Bind(i, Convert.FromHexString(prefix.PadRight(digits, '0'))));
            Add("c.sha256 <= ?", (s, i) => s.Bind(i, Convert.FromHexString(prefix.PadRight(digits, 'f'))));
        }
        if (query.KeyId is { } keyId) Add("c.key_id = ?", (s, i) => Bind(s, i, keyId));
        if (query.Identity is { } identity) Add("c.identity = ?", (s, i) => s.Bind(i, identity));
        if (query.Kind is { } kind) Add("c.kind = ?", (s, i) => s.Bind(i, (long)kind));
        if (query.Subject is { } subject) Add(Contains("c.subject"), (s, i) => s.Bind(i, Pattern(subject)));
        if (query.Issuer is { } issuer)
            Add($"c.issuer_digest IN (SELECT digest FROM issuer WHERE {Contains("name")})", (s, i) => s.Bind(i, Pattern(issuer)));
        // A filter ahead of the exact one: the bytes must occur.
        if (query.KeyIdentifier is { } identifier) Add("instr(d.der, ?) > 0", (s, i) => s.Bind(i, identifier.Span));
        return (string.Join(" AND ", conditions), statement => BindAll(statement, binds));
    }

    /// <summary>Decides what SQL left open.</summary>
    public static bool Matches(CorpusQuery query, StoredCertificate stored)
    {
        if (query.KeyIdentifier is null && query.DnsName is null) return true;
        if (!Certificate.TryRead(stored.Der, out var certificate, out _)) return false;
        return CorpusMatch.Matches(query, certificate);
    }

    private static void BindAll(SqliteStatement statement, List<Action<SqliteStatement, int>> binds)
    {
        for (var i = 0; i < binds.Count; i++) binds[i](statement, i + 1);
    }

    private static string Contains(string column) => column + " LIKE ? ESCAPE '\\'";

    private static string Pattern(string text) =>
        "%" + text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal) + "%";

    private static void Bind(SqliteStatement statement, int parameter, Fingerprint fingerprint)
    {
        Span<byte> digest = stackalloc byte[Fingerprint.Size];
        fingerprint.CopyTo(digest);
        statement.Bind(parameter, digest);
    }
}
