using System.IO.Compression;
using Crosspath.Census.Analysis;
using Crosspath.Census.Corpora.Sqlite;
using Crosspath.Census.Ingest;
using Crosspath.Census.Owners;
using Crosspath.Census.Sources;
using Crosspath.Census.Tests.Corpora;
using Crosspath.Paths;
using Crosspath.Stores.History;
using Crosspath.Testing;

namespace Crosspath.Census.Tests.Analysis;

/// <summary>The census of the data pack, against every store that it has, taken once for each set of rules.</summary>
internal static class RealCensus
{
    private static readonly Lazy<CensusReport> ByOurRules = new(() => Take(CensusRules.Default));
    private static readonly Lazy<CensusReport> ByTheStudy = new(() => Take(CensusRules.Ccs20));

    public static CensusReport Report => ByOurRules.Value;

    public static CensusReport Study => ByTheStudy.Value;

    private static CensusReport Take(CensusRules rules)
    {
        using var folder = new TemporaryFolder();
        using var corpus = SqliteCorpus.Open(folder.PathOf("c.db"), create: true);
        var files = new[] { "ca.pem.gz", "leaf.pem.gz" }.Select(file => SharedData.PathOf("data", "certificates", file));
        IngestRun.Of(corpus, files.Select(file => new CertificateFileSource(file)));
        var owners = new[] { "ca-owners.csv", "ca-actor-relations.csv" }
            .Select(file => (file, File.ReadAllText(SharedData.PathOf("data", file))));
        return CensusRun.Of(corpus, new CensusQuestion { History = History(), Owners = OwnerBook.Read(owners), Rules = rules });
    }

    private static TrustHistory History()
    {
        var certificates = RealCertificates.Authorities.ToDictionary(certificate => certificate.Fingerprint);
        using var file = File.OpenRead(SharedData.PathOf("data", "stores", "stores.jsonl.gz"));
        using var content = new GZipStream(file, CompressionMode.Decompress);
        return HistoryRows.Read(content)
            .Where(row => row.Version is not null)
            .GroupBy(row => row.Version!.Store)
            .Select(group => new Stores.StoreHistory(group.Key, group.Select(row => row.Version!)))
            .Select(history => history.ToTrustHistory(Purpose.Any, certificates.GetValueOrDefault))
            .Aggregate((one, other) => one.With(other));
    }
}
