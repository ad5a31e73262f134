using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Crosspath.Paths;
using Crosspath.Paths.Timelines;
using Crosspath.Stores.History;
using Crosspath.Testing;
using Crosspath.X509;

namespace Crosspath.Stores.Tests;

/// <summary>
/// The timelines of every self-signed root against a second, plain reading of the rows: a root's only path is itself, so its
/// timeline is its validity within the versions that trust it for servers. The reading below shares no code with the one
/// under test.
/// </summary>
public sealed class RootTimelineOracleTests
{
    private static readonly string[] Stores = ["nss", "ms-authroot", "apple", "aosp"];

    [Fact]
    public void Every_root_is_trusted_when_the_rows_say_so()
    {
        var graph = RealCertificates.Graph;
        var byFingerprint = graph.Certificates.ToDictionary(certificate => certificate.Fingerprint);
        using var text = Open();
        var history = HistoryRows.Read(text)
            .Where(row => row.Version is not null && Stores.Contains(row.Version.Store))
            .GroupBy(row => row.Version!.Store)
            .Select(group => new StoreHistory(group.Key, group.Select(row => row.Version!)))
            .Select(store => store.ToTrustHistory(Purpose.ServerAuth, byFingerprint.GetValueOrDefault))
            .Aggregate((one, other) => one.With(other));
        var timelines = new TrustTimelines(graph, history);
        var expected = Expected(byFingerprint.Keys.ToDictionary(key => key.ToString(), key => byFingerprint[key]));

        var (compared, trusted) = (0, 0);
        foreach (var root in graph.Certificates.Where(certificate => IsPlainRoot(graph, certificate)))
        {
            foreach (var store in timelines.Of(root).Stores)
            {
                var wanted = expected.GetValueOrDefault((root.Fingerprint.ToString(), store.Store), []);
                Assert.True(wanted.SequenceEqual(store.Spans().Select(span => (span.From, span.Until))), $"{root.Subject} in {store.Store}");
                compared++;
                if (wanted.Count > 0) trusted++;
            }
        }
        Assert.True(compared > 5_000 && trusted > 1_000, $"{compared} compared, {trusted} trusted");
    }

    // Purposes of their own would need more of path validation than this oracle has.
    private static bool IsPlainRoot(TrustGraph graph, Certificate certificate) =>
        graph.IssuerOf(certificate).Issuer == graph.SubjectOf(certificate)
        && !certificate.ExtendedKeyUsage.IsPresent
        && certificate.Findings.All(finding => finding.Severity != Severity.Error);

    private static Dictionary<(string, string), List<(DateTimeOffset, DateTimeOffset)>> Expected(Dictionary<string, Certificate> certificates)
    {
        var all = new Dictionary<(string, string), List<(DateTimeOffset From, DateTimeOffset Until)>>();
        foreach (var store in Stores)
        {
            var rows = Rows(store);
            for (var i = 0; i < rows.Count; i++)
            {
                var from = Time(rows[i], "date")!.Value;
                var until = i + 1 < rows.Count ? Time(rows[i + 1], "date")!.Value.AddSeconds(-1) : DateTimeOffset.MaxValue;
                foreach (var root in rows[i].GetProperty("roots").EnumerateArray())
                {
                    var sha256 = root.GetProperty("sha256").GetString()!;
                    if (!certificates.TryGetValue(sha256, out var certificate) || !TrustsServers(root, certificate) || Names(rows[i], "blocked").Contains(sha256)) continue;
                    var last = Earlier(Earlier(until, certificate.NotAfter), Disabled(root));
                    var first = from > certificate.NotBefore ? from : certificate.NotBefore;
                    if (last < first) continue;
                    if (!all.TryGetValue((sha256, store), out var spans)) all.Add((sha256, store), spans = []);
                    if (spans.Count > 0 && spans[^1].Until.AddSeconds(1) == first) spans[^1] = (spans[^1].From, last);
                    else spans.Add((first, last));
                }
            }
        }
        return all;
    }

    private static bool TrustsServers(JsonElement root, Certificate certificate)
    {
        if (root.TryGetProperty("purposes", out _) && !Names(root, "purposes").Any(name => name is "server" or "all")) return false;
        if (Names(root, "disallowed_purposes").Contains("server") || Names(root, "distrusted").Contains("server")) return false;
        if (Time(root, "server_distrust_after") < certificate.NotBefore) return false;
        var limits = Names(root, "not_before_limit_purposes");
        return !(Time(root, "not_before_limit") < certificate.NotBefore) || (limits.Count > 0 && !limits.Contains("server"));
    }

    private static DateTimeOffset Disabled(JsonElement root) => Time(root, "disabled")?.AddSeconds(-1) ?? DateTimeOffset.MaxValue;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static List<string> Names(JsonElement json, string name) =>
        json.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : [];

    private static DateTimeOffset? Time(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? DateTimeOffset.Parse(value.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
            : null;

    private static List<JsonElement> Rows(string store)
    {
        using var text = new StreamReader(Open());
        var rows = new List<JsonElement>();
        while (text.ReadLine() is { } line)
        {
            if (!line.StartsWith($"{{\"family\":\"{store}\",", StringComparison.Ordinal)) continue;
            using var row = JsonDocument.Parse(line);
            rows.Add(row.RootElement.Clone());
        }
        return rows;
    }

    private static GZipStream Open() =>
        new(File.OpenRead(SharedData.PathOf("data", "stores", "stores.jsonl.gz")), CompressionMode.Decompress);
}
