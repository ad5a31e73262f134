using System.IO.Compression;
using System.Text.Json;
using Crosspath.X509;

namespace Crosspath.Testing;

/// <summary>One version of a root store, as the shared data pack's history has it.</summary>
/// <param name="Family">Such as <c>nss</c>.</param>
/// <param name="Date">From when it was in force.</param>
/// <param name="Roots">The anchors, those that were there but distrusted left out.</param>
public sealed record StoreHistory(string Family, DateOnly Date, IReadOnlyList<Fingerprint> Roots)
{
    /// <summary>The version of every family that was in force on a day; families without dates are left out.</summary>
    public static IReadOnlyList<StoreHistory> On(DateOnly day)
    {
        using var file = File.OpenRead(SharedData.PathOf("data", "stores", "stores.jsonl.gz"));
        using var text = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        var latest = new Dictionary<string, StoreHistory>();
        while (text.ReadLine() is { } line)
        {
            using var row = JsonDocument.Parse(line);
            if (row.RootElement.GetProperty("date").GetString() is not { } date) continue;
            var version = DateOnly.ParseExact(date[..10], "yyyy-MM-dd");
            var family = row.RootElement.GetProperty("family").GetString()!;
            if (version > day || (latest.TryGetValue(family, out var other) && other.Date > version)) continue;
            latest[family] = new StoreHistory(family, version, [.. TrustedRoots(row.RootElement)]);
        }
        return [.. latest.Values.OrderBy(store => store.Family, StringComparer.Ordinal)];
    }

    private static IEnumerable<Fingerprint> TrustedRoots(JsonElement version)
    {
        foreach (var root in version.GetProperty("roots").EnumerateArray())
        {
            if (root.TryGetProperty("purposes", out var purposes) && purposes.ValueKind == JsonValueKind.Array
                && purposes.GetArrayLength() == 0) continue;
            if (Fingerprint.TryParse(root.GetProperty("sha256").GetString(), out var fingerprint))
                yield return fingerprint;
        }
    }
}
