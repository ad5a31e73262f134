using System.Globalization;
using Crosspath.Paths;
using Crosspath.Paths.Timelines;
using Crosspath.Stores.History;
using Crosspath.Testing;

namespace Crosspath.Stores.Tests;

/// <summary>What happened, as publishers and press have it: "trusted for serverAuth in store S on day D, yes or no". The rows
/// were written before the code ran, each with its source; the stores and certificates are the real ones.</summary>
public sealed class KnownEventsTests
{
    private static readonly Lazy<TrustTimelines> Timelines = new(() =>
    {
        var certificates = RealCertificates.Authorities.Concat(RealCertificates.Read("data", "letsencrypt")).ToArray();
        var byFingerprint = certificates.DistinctBy(certificate => certificate.Fingerprint).ToDictionary(certificate => certificate.Fingerprint);
        using var file = File.OpenRead(SharedData.PathOf("data", "stores", "stores.jsonl.gz"));
        using var content = new System.IO.Compression.GZipStream(file, System.IO.Compression.CompressionMode.Decompress);
        var histories = HistoryRows.Read(content)
            .Where(row => row.Version is { Store: "nss" or "apple" or "aosp" or "ms-authroot" })
            .GroupBy(row => row.Version!.Store)
            .Select(group => new StoreHistory(group.Key, group.Select(row => row.Version!)))
            .Select(history => history.ToTrustHistory(Purpose.ServerAuth, byFingerprint.GetValueOrDefault));
        return new TrustTimelines(TrustGraph.Build(certificates), histories.Aggregate((one, other) => one.With(other)));
    });

    public static TheoryData<string, string, string, string, bool, string> Rows()
    {
        var rows = new TheoryData<string, string, string, string, bool, string>();
        foreach (var line in File.ReadLines(Path.Combine(SharedData.Repository, "tests", "Crosspath.Stores.Tests", "known-events.csv")).Skip(1))
        {
            var cells = line.Split(',', 6);
            rows.Add(cells[0], cells[1], cells[2], cells[3], cells[4] == "yes", cells[5].Trim('"'));
        }
        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Trusted_as_history_has_it(string certificate, string name, string store, string day, bool isTrusted, string source)
    {
        var target = Timelines.Value.Graph.Certificates.Single(
            candidate => candidate.Fingerprint.ToString().StartsWith(certificate, StringComparison.Ordinal));
        var at = DateTimeOffset.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

        var timeline = Timelines.Value.Of(target).Stores.Single(candidate => candidate.Store == store);

        Assert.True(isTrusted == timeline.PathsAt(at) > 0,
            $"{name} in {store} on {day}: {source}; found {string.Join(", ", timeline.Spans().Select(span => $"{span.From:u} to {span.Until:u}"))}");
    }

    [Fact]
    public void There_are_at_least_forty() => Assert.True(Rows().Count >= 40);
}
