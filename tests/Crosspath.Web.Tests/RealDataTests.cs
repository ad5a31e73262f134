using Crosspath.Cli.Tests;
using Crosspath.Testing;
using Crosspath.X509;

namespace Crosspath.Web.Tests;

/// <summary>The stores' whole history over every CA certificate of the data pack, and the command line beside.</summary>
public sealed class RealDataTests(RealDataTests.Setup setup) : IClassFixture<RealDataTests.Setup>
{
    private readonly CommandLine _line = setup.Line;
    private readonly string _folder = setup.Folder;
    private readonly string _corpus = setup.Corpus;
    private readonly RunningServer _server = setup.Server;

    /// <summary>A catalogue, and a server that has it.</summary>
    public sealed class Setup : IAsyncLifetime
    {
        internal CommandLine Line { get; } = new();

        internal string Folder { get; } = SharedData.PathOf("data", "letsencrypt");

        internal string Corpus { get; } = SharedData.PathOf("data", "certificates", "ca-testdata.pem.gz");

        internal RunningServer Server { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            var stores = SharedData.PathOf("data", "stores", "stores.jsonl.gz");
            var imported = Line.Run($"stores import {stores} --certificates {Corpus} {Folder} --catalog catalog");
            Assert.True(imported.ExitCode == 0, imported.Error);
            Server = await RunningServer.Start(
                certificates: CertificateFiles.ReadCertificates(Corpus, Folder), catalog: Line.PathOf("catalog"));
        }

        public async ValueTask DisposeAsync()
        {
            if (Server is not null) await Server.DisposeAsync();
            Line.Dispose();
        }
    }

    [Theory]
    [InlineData("lets-encrypt-r3.pem", "2021-06-01")]
    [InlineData("lets-encrypt-r3-cross-signed.pem", "2021-10-15")]
    public async Task A_certificate_that_the_server_has_is_asked_of_everything(string file, string at)
    {
        var sha256 = CertificateFiles.ReadCertificates(Path.Combine(_folder, file))[0].Fingerprint.ToString();

        var answer = await _server.Answer("/api/v1/paths", new { target = sha256, at, stores = new[] { "nss", "apple" } });

        Assert.Equal(Said($"paths {Path.Combine(_folder, file)} --with {_corpus} {_folder} --catalog catalog --store nss,apple --at {at} --json"), answer);
    }

    [Fact]
    public async Task A_certificate_that_it_does_not_have_gets_a_small_world_and_the_same_answer()
    {
        // All that lies above it is in the corpus; itself only the question brings.
        var leaf = Path.Combine(_folder, "lets-encrypt-r3.pem");
        var others = CertificateFiles.ReadCertificates(_corpus, _folder)
            .Where(certificate => certificate.Fingerprint != CertificateFiles.ReadCertificates(leaf)[0].Fingerprint).ToList();
        await using var server = await RunningServer.Start(certificates: others, catalog: _line.PathOf("catalog"));

        var asked = new { certificates = new[] { File.ReadAllText(leaf) }, at = "2021-06-01", stores = new[] { "nss" } };

        Assert.Equal(
            Said($"paths {leaf} --with {_corpus} {_folder} --catalog catalog --store nss --at 2021-06-01 --json"),
            await server.Answer("/api/v1/paths", asked));
        Assert.Equal(
            Said($"timeline {leaf} --with {_corpus} {_folder} --catalog catalog --store nss --json"),
            await server.Answer("/api/v1/timeline", asked));
    }

    [Fact]
    public async Task Stores_are_listed_shown_and_compared()
    {
        Assert.Equal(Said("stores list --catalog catalog --json"), await _server.Answer("/api/v1/stores"));
        Assert.Equal(Said("stores show nss@2021-06-01 --catalog catalog --json"), await _server.Answer("/api/v1/stores/nss?version=2021-06-01"));
        Assert.Equal(
            Said("stores diff nss@2020-01-01 apple@2021-01-01 --catalog catalog --json"),
            await _server.Answer("/api/v1/stores/diff?before=nss@2020-01-01&after=apple@2021-01-01"));
    }

    [Fact]
    public async Task What_differs_between_two_days()
    {
        var said = Said($"diff nss@2021-09-01 nss@2021-10-01 --with {_corpus} {_folder} --catalog catalog --json");

        Assert.Equal(said, await _server.Answer("/api/v1/diff", new { before = "nss@2021-09-01", after = "nss@2021-10-01" }));
    }

    [Fact]
    public async Task A_neighbourhood_is_bounded_and_says_what_is_hidden()
    {
        var sha256 = CertificateFiles.ReadCertificates(Path.Combine(_folder, "lets-encrypt-r3.pem"))[0].Fingerprint.ToString();

        var graph = await _server.Json($"/api/v1/graph?focus={sha256}&depth=12&limit=5&at=2021-06-01&stores=nss");

        Assert.True(graph.GetProperty("truncated").GetBoolean());
        Assert.Equal(5, graph.GetProperty("nodes").GetArrayLength());
        var node = graph.GetProperty("nodes")[0];
        Assert.Equal("R3", node.GetProperty("name").GetString());
        Assert.True(node.GetProperty("isCrossSigned").GetBoolean());
        Assert.Contains(graph.GetProperty("nodes").EnumerateArray(), other => other.GetProperty("anchorOf").GetArrayLength() > 0);
    }

    [Fact]
    public async Task Long_searches_come_as_lines()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/search?q=root");
        request.Headers.Add("Accept", "application/x-ndjson");

        using var response = await _server.Client.SendAsync(request);
        var lines = (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var page = await _server.Json("/api/v1/search?q=root&limit=3");

        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType?.MediaType);
        Assert.True(page.GetProperty("truncated").GetBoolean());
        Assert.Equal(page.GetProperty("results").EnumerateArray().Select(result => result.GetRawText()), lines[..3]);
    }

    [Fact]
    public async Task A_search_finds_by_fingerprint_key_and_identifier()
    {
        var r3 = CertificateFiles.ReadCertificates(Path.Combine(_folder, "lets-encrypt-r3.pem"))[0];
        string[] words = [r3.Fingerprint.ToString()[..12], r3.KeyId.ToString(), Convert.ToHexString(r3.SubjectKeyIdentifier.Span)];

        foreach (var word in words)
        {
            var found = await _server.Json($"/api/v1/search?q={word}");
            Assert.Contains(found.GetProperty("results").EnumerateArray(), result => result.GetProperty("sha256").GetString() == r3.Fingerprint.ToString());
        }
    }

    private string Said(string arguments)
    {
        var result = _line.Run(arguments);
        Assert.True(result.ExitCode is 0 or 1, result.Error);
        return result.Output;
    }
}
