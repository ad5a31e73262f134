using System.Globalization;
using Crosspath.Census.Analysis;
using Crosspath.Census.Corpora.Sqlite;
using Crosspath.Census.Ingest;
using Crosspath.Census.Sources;
using Crosspath.Census.Tests.Corpora;
using Crosspath.Paths;
using Crosspath.Testing;
using Crosspath.X509;

namespace Crosspath.Census.Tests.Analysis;

/// <summary>A drawn PKI in a corpus, with stores that trusted its anchors at times.</summary>
internal sealed class Fixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<TrustPeriod> _trusts = [];
    private readonly List<DistrustPeriod> _distrusts = [];

    public Fixture(string drawing) => World = World.Draw(drawing);

    public World World { get; }

    /// <summary>What the census is taken against, but for the history.</summary>
    public Func<CensusQuestion, CensusQuestion> With { get; set; } = question => question;

    /// <summary>A store trusts a certificate from one day to another: "nss 2015-01-01 2020-01-01".</summary>
    public Fixture Trust(string certificate, params string[] periods)
    {
        foreach (var words in periods.Select(period => period.Split(' ')))
            _trusts.Add(new TrustPeriod(World[certificate], words[0], new Validity(Day(words[1]), Day(words[2])), AnchorLimits.None));
        return this;
    }

    /// <summary>A certificate is revoked from a day on, for one store or for all.</summary>
    public Fixture Revoke(string certificate, string day, string? store = null)
    {
        _distrusts.Add(new DistrustPeriod(
            World[certificate].Fingerprint, store, new Validity(Day(day), DateTimeOffset.MaxValue), "was revoked"));
        return this;
    }

    public CensusReport Census(IEnumerable<Certificate>? order = null)
    {
        using var corpus = SqliteCorpus.Open(_folder.PathOf($"{Guid.NewGuid():N}.db"), create: true);
        IngestRun.Of(corpus, [new ListSource(order ?? World.Certificates)]);
        return CensusRun.Of(corpus, Question());
    }

    /// <summary>The only cross-signed group.</summary>
    public CrossSignGroup Group() => Assert.Single(Census().Groups);

    public CensusQuestion Question() => With(new CensusQuestion
    {
        History = new TrustHistory(
            [.. _trusts.Select(trust => trust.Store).Distinct().Order(StringComparer.Ordinal)], [.. _trusts], [.. _distrusts]),
    });

    public void Dispose()
    {
        World.Dispose();
        _folder.Dispose();
    }

    public static DateTimeOffset Day(string day) =>
        DateTimeOffset.Parse(day, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>Certificates that are at hand already.</summary>
    private sealed class ListSource(IEnumerable<Certificate> certificates) : ICertificateSource
    {
        public string Name => "drawn";

        public IEnumerable<SourceItem> Read(string? resumeAt, CancellationToken cancellation) =>
            certificates.Select((certificate, i) => new SourceItem.Found(certificate.Raw, new Sighting(Name, i, null)));
    }
}
