using Crosspath.Census.Corpora;
using Crosspath.Census.Corpora.Sqlite;
using Crosspath.Census.Ingest;
using Crosspath.Census.Sources;
using Crosspath.Testing;
using Crosspath.X509;

namespace Crosspath.Census.Tests.Corpora;

public sealed class SqliteCorpusTests : IDisposable
{
    private static readonly string CaFile = SharedData.PathOf("data", "certificates", "ca.pem.gz");
    private static readonly string LeafFile = SharedData.PathOf("data", "certificates", "leaf.pem.gz");

    private readonly TemporaryFolder _folder = new();

    private string CorpusFile => _folder.PathOf("c.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Keeps_every_certificate_once_whatever_is_ingested_again()
    {
        using var corpus = SqliteCorpus.Open(CorpusFile, create: true);
        var first = Ingest(corpus, CaFile, LeafFile);
        var bytes = File.ReadAllBytes(CorpusFile);
        var second = Ingest(corpus, CaFile, LeafFile);

        Assert.Equal((8716 + 5050, 0, 0), (first.Added, first.Duplicates, first.Rejected));
        Assert.Equal((0, 8716 + 5050, 0), (second.Added, second.Duplicates, second.Rejected));
        Assert.Equal(new CorpusSize(8711, 5032, 23), corpus.Size());
        Assert.Equal(Rows(bytes), Rows(File.ReadAllBytes(CorpusFile)));
    }

    [Fact]
    public void Gives_back_the_bytes_that_went_in()
    {
        using var corpus = SqliteCorpus.Open(CorpusFile, create: true);
        Ingest(corpus, CaFile);
        var expected = CertificateFiles.ReadCertificates(CaFile).Where(CaRule.IsCa)
            .OrderBy(certificate => certificate.Fingerprint).Select(certificate => certificate.Fingerprint);
        Assert.Equal(expected, corpus.Cas(default).Select(stored => Fingerprint.Of(stored.Der.Span)));
    }

    [Fact]
    public void A_second_source_of_the_same_certificates_adds_sightings()
    {
        using var corpus = SqliteCorpus.Open(CorpusFile, create: true);
        var copy = _folder.PathOf("copy.pem.gz");
        File.Copy(LeafFile, copy);
        Ingest(corpus, LeafFile);
        Assert.Equal(0, Ingest(corpus, copy).Added);
        var leaf = CertificateFiles.ReadCertificates(LeafFile)[0].Fingerprint;
        Assert.Equal(new[] { LeafFile, copy }.Order(), corpus.SightingsOf(leaf).Select(sighting => sighting.Source));
    }

    [Fact]
    public void Knows_every_certificate_again_by_ledger_and_by_index_alike()
    {
        using (var corpus = SqliteCorpus.Open(CorpusFile, create: true))
        {
            using var writer = corpus.Write(); // disposed of without Complete, as after a kill: no index
            var reader = new RecordReader();
            writer.Add(reader.Read([.. new CertificateFileSource(LeafFile).Read(null, default)]).Records, []);
        }
        using var again = SqliteCorpus.Open(CorpusFile);
        Assert.Equal(0, Ingest(again, LeafFile).Added);
        Assert.Equal(0, Ingest(again, LeafFile).Added);
    }

    [Fact]
    public void Finds_by_fingerprint_key_subject_issuer_name_and_key_identifier()
    {
        using var corpus = SqliteCorpus.Open(CorpusFile, create: true);
        Ingest(corpus, CaFile, LeafFile);
        var all = CertificateFiles.ReadCertificates(CaFile, LeafFile);
        var isrg = all.First(c => c.Subject.FriendlyText == "ISRG Root X1" && c.IsSelfIssued);

        void Same(CorpusQuery query, Func<Certificate, bool> expected) => Assert.Equal(
            all.Where(expected).Select(c => c.Fingerprint).Order(),
            corpus.Find(query with { Most = int.MaxValue }, default).Select(stored => Fingerprint.Of(stored.Der.Span)));

        Same(new CorpusQuery { Fingerprint = isrg.Fingerprint }, c => c.Fingerprint == isrg.Fingerprint);
        Same(new CorpusQuery { KeyId = isrg.KeyId }, c => c.KeyId == isrg.KeyId);
        Same(new CorpusQuery { KeyIdentifier = isrg.SubjectKeyIdentifier }, c =>
            c.SubjectKeyIdentifier.Span.SequenceEqual(isrg.SubjectKeyIdentifier.Span)
            || c.AuthorityKeyIdentifier.Span.SequenceEqual(isrg.SubjectKeyIdentifier.Span));
        Same(new CorpusQuery { Subject = "wosign" }, c => c.Subject.ToString().Contains("wosign", StringComparison.OrdinalIgnoreCase));
        Same(new CorpusQuery { Issuer = "100%_" }, c => c.Issuer.ToString().Contains("100%_", StringComparison.OrdinalIgnoreCase));
        Same(new CorpusQuery { Issuer = "ISRG", Kind = RecordKind.Ca }, c =>
            c.Issuer.ToString().Contains("ISRG", StringComparison.OrdinalIgnoreCase) && CaRule.IsCa(c));
        Same(new CorpusQuery { Identity = ShortDigest.Of(ShortDigest.Of(isrg.Subject), isrg.KeyId) }, c =>
            c.KeyId == isrg.KeyId && c.Subject == isrg.Subject);
    }

    [Fact]
    public void Refuses_files_that_are_no_corpus_in_one_line()
    {
        File.WriteAllText(CorpusFile, new string('x', 5000));
        var notOne = Assert.Throws<CorpusException>(() => SqliteCorpus.Open(CorpusFile));
        Assert.Contains("no corpus", notOne.Message, StringComparison.Ordinal);
        var missing = Assert.Throws<CorpusException>(() => SqliteCorpus.Open(_folder.PathOf("none.db")));
        Assert.Contains("crosspath ingest", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_says_so_and_the_same_ingest_goes_on_when_there_is_room()
    {
        using var corpus = SqliteCorpus.Open(CorpusFile, create: true);
        SqliteSchema.Number(corpus.Connection, "PRAGMA max_page_count = 60"); // SQLite's own way to be full
        var full = Assert.Throws<CorpusException>(() => Ingest(corpus, LeafFile));
        Assert.Contains("the disk is full", full.Message, StringComparison.Ordinal);
        SqliteSchema.Number(corpus.Connection, "PRAGMA max_page_count = 1000000");
        Assert.Equal(5050, Ingest(corpus, LeafFile).Read);
        Assert.Equal(5050, corpus.Size().Certificates);
    }

    [Fact]
    public void Two_do_not_write_at_once()
    {
        using var one = SqliteCorpus.Open(CorpusFile, create: true);
        using var other = SqliteCorpus.Open(CorpusFile);
        using var writer = one.Write();
        var refused = Assert.Throws<CorpusException>(() => other.Write());
        Assert.Contains("another process", refused.Message, StringComparison.Ordinal);
    }

    private static IngestReport Ingest(SqliteCorpus corpus, params string[] files) =>
        IngestRun.Of(corpus, files.Select(file => new CertificateFileSource(file)), new IngestOptions());

    // All of the file but the header's change counter and the like, which every transaction moves on.
    private static byte[] Rows(byte[] file) => file[100..];
}
