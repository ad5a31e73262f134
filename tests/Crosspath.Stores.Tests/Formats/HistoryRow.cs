using System.IO.Compression;
using System.Text.Json;
using Crosspath.Testing;
using Crosspath.X509;

namespace Crosspath.Stores.Tests.Formats;

/// <summary>A version of a store in the shared history, which others decoded: the oracle.</summary>
internal sealed class HistoryRow
{
    private readonly JsonElement _row;

    private HistoryRow(JsonElement row) => _row = row;

    /// <summary>The names of purposes that the history uses.</summary>
    public static IReadOnlyDictionary<string, string> Usages { get; } = new Dictionary<string, string>
    {
        ["server"] = "1.3.6.1.5.5.7.3.1",
        ["client"] = "1.3.6.1.5.5.7.3.2",
        ["code"] = "1.3.6.1.5.5.7.3.3",
        ["email"] = "1.3.6.1.5.5.7.3.4",
        ["ipsec-end"] = "1.3.6.1.5.5.7.3.5",
        ["ipsec-tunnel"] = "1.3.6.1.5.5.7.3.6",
        ["ipsec-user"] = "1.3.6.1.5.5.7.3.7",
        ["timestamp"] = "1.3.6.1.5.5.7.3.8",
        ["ocsp"] = "1.3.6.1.5.5.7.3.9",
        ["ike"] = "1.3.6.1.5.5.8.2.2",
        ["efs"] = "1.3.6.1.4.1.311.10.3.4",
        ["document"] = "1.3.6.1.4.1.311.10.3.12",
    };

    public static HistoryRow Find(string family, string version)
    {
        using var file = File.OpenRead(SharedData.PathOf("data", "stores", "stores.jsonl.gz"));
        using var text = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        while (text.ReadLine() is { } line)
        {
            using var row = JsonDocument.Parse(line);
            if (row.RootElement.GetProperty("family").GetString() == family
                && row.RootElement.GetProperty("version").GetString() == version)
                return new HistoryRow(row.RootElement.Clone());
        }
        throw new InvalidOperationException($"The history has no {family} {version}.");
    }

    public IEnumerable<JsonElement> Roots => _row.GetProperty("roots").EnumerateArray();

    public IEnumerable<Fingerprint> Fingerprints => Roots.Select(Fingerprint);

    public IEnumerable<Fingerprint> Blocked => _row.TryGetProperty("blocked", out var blocked)
        ? blocked.EnumerateArray().Select(item => Parse(item.GetString()))
        : [];

    public static Fingerprint Fingerprint(JsonElement root) => Parse(root.GetProperty("sha256").GetString());

    /// <summary>A list of purposes as dotted identifiers in order; null without it, or where it is "all".</summary>
    public static string? Purposes(JsonElement root, string property)
    {
        if (!root.TryGetProperty(property, out var list)) return null;
        if (list.ValueKind == JsonValueKind.String) return list.GetString() == "all" ? null : "?";
        var names = list.EnumerateArray().Select(item => item.GetString()!).ToList();
        return names.Contains("all") ? null : Sorted(names.Select(name => Usages.GetValueOrDefault(name, name)));
    }

    public static DateTimeOffset? Time(JsonElement root, string property) =>
        root.TryGetProperty(property, out var time) ? time.GetDateTimeOffset() : null;

    public static string Sorted(IEnumerable<string> oids) =>
        string.Join(' ', oids.Distinct().Order(StringComparer.Ordinal));

    private static Fingerprint Parse(string? hex) =>
        X509.Fingerprint.TryParse(hex, out var fingerprint) ? fingerprint : throw new FormatException(hex);
}
