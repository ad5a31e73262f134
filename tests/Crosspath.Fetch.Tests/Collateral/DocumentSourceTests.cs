using System.Text;
using Crosspath.Fetch.Collateral;
using Crosspath.Testing;

namespace Crosspath.Fetch.Tests.Collateral;

/// <summary>What is kept on disk, for how long, and what is not believed of it.</summary>
public sealed class DocumentSourceTests : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crosspath-cache-");
    private readonly DocumentServer _server = new();
    private readonly HttpFetch _http = new(new FetchLimits { AllowPrivate = true, MostTime = TimeSpan.FromSeconds(5) });
    private readonly Clock _clock = new();

    public DocumentSourceTests() => _server.Documents["/a"] = "first"u8.ToArray();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("", null, 23, 25)] // nobody says: a day
    [InlineData("Cache-Control: max-age=7200\r\n", null, 1, 3)]
    [InlineData("Cache-Control: max-age=99999999\r\n", null, 24 * 7 - 1, 24 * 7 + 1)]
    [InlineData("", 48, 47, 49)] // the document says
    [InlineData("", 9999, 24 * 7 - 1, 24 * 7 + 1)]
    [InlineData("Cache-Control: max-age=7200\r\n", 48, 1, 3)]
    [InlineData("Cache-Control: max-age=72000\r\n", 2, 1, 3)]
    public async Task A_document_is_asked_for_again_when_it_is_old(
        string header, int? nextUpdate, int stillFresh, int old)
    {
        _server.Header = header;
        var next = nextUpdate is { } hours ? _clock.Now.AddHours(hours) : (DateTimeOffset?)null;
        var start = _clock.Now;

        await Get(next);
        _clock.Now = start.AddHours(stillFresh);
        await Get(next);
        Assert.Single(_server.Asked);

        _clock.Now = start.AddHours(old);
        await Get(next);
        Assert.Equal(2, _server.Asked.Count);
    }

    [Fact]
    public async Task What_the_server_forbids_to_keep_is_not_kept()
    {
        _server.Header = "Cache-Control: no-store\r\n";

        await Get();

        Assert.Empty(Files());
    }

    [Fact]
    public async Task What_nobody_at_hand_signed_is_not_kept()
    {
        await Source().Get(
            Request(), _ => new DocumentCheck(null) { MayBeKept = false }, TestContext.Current.CancellationToken);

        Assert.Empty(Files());
    }

    [Fact]
    public async Task Offline_takes_what_is_there_however_old_and_asks_nobody()
    {
        await Get();
        _clock.Now = _clock.Now.AddYears(1);

        var (content, _) = await Get(source: Offline());
        var (missing, problem) = await Offline().Get(
            new FetchRequest(new Uri(_server.Url("/b"))), _ => new DocumentCheck(null),
            TestContext.Current.CancellationToken);

        Assert.Equal("first", content);
        Assert.Null(missing);
        Assert.Contains("--offline", problem, StringComparison.Ordinal);
        Assert.Single(_server.Asked);
    }

    [Fact]
    public async Task A_damaged_file_counts_as_absent()
    {
        await Get();
        var file = Assert.Single(Files());
        var bytes = File.ReadAllBytes(file);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (i is >= 5 and < 13) continue; // the time: what it says is not secret, nor believed
            var damaged = (byte[])bytes.Clone();
            damaged[i] ^= 1;
            File.WriteAllBytes(file, damaged);
            Assert.Null((await Get(source: Offline())).Content);
        }
        File.WriteAllBytes(file, bytes[..20]);

        var (content, _) = await Get();

        Assert.Equal("first", content);
        Assert.Equal(bytes, File.ReadAllBytes(file));
    }

    [Fact]
    public async Task A_document_that_does_not_pass_is_neither_kept_nor_taken_from_the_cache()
    {
        var (content, problem) = await Source().Get(
            Request(), _ => new DocumentCheck("is odd"), TestContext.Current.CancellationToken);

        Assert.Null(content);
        Assert.EndsWith(": is odd", problem, StringComparison.Ordinal);
        Assert.Empty(Files());
    }

    [Fact]
    public async Task The_oldest_go_when_there_is_too_much()
    {
        var cache = new DocumentCache(_folder.FullName, mostBytes: 20_000);
        var source = new DocumentSource(_http, cache, _clock);
        for (var i = 0; i < 70; i++)
        {
            _server.Documents[$"/{i}"] = new byte[1000];
            var request = new FetchRequest(new Uri(_server.Url($"/{i}")));
            await source.Get(request, _ => new DocumentCheck(null), TestContext.Current.CancellationToken);
        }

        Assert.InRange(Files().Sum(file => new FileInfo(file).Length), 1, 20_000 + 32 * 1100);
        Assert.NotNull(cache.Find(_server.Url("/69")));
        Assert.Null(cache.Find(_server.Url("/0")));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_costs_the_cache_alone()
    {
        var occupied = Path.Combine(_folder.FullName, "file");
        File.WriteAllText(occupied, "");
        var source = new DocumentSource(_http, new DocumentCache(occupied), _clock);

        var (content, _) = await Get(source: source);

        Assert.Equal("first", content);
        Assert.Contains("nothing can be kept", source.CacheProblem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asks_for_the_same_at_once_gets_what_the_first_one_got()
    {
        var source = Source();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Get(source: source)));

        Assert.All(answers, answer => Assert.Equal("first", answer.Content));
        Assert.Single(_server.Asked);
    }

    [Fact]
    public async Task What_is_not_there_is_asked_for_once()
    {
        _server.Documents.Clear();
        var source = Source();

        var answers = new[] { await Get(source: source), await Get(source: source) };

        Assert.All(answers, answer => Assert.Contains("404", answer.Problem, StringComparison.Ordinal));
        Assert.Single(_server.Asked);
    }

    [Fact]
    public async Task Writers_at_once_leave_whole_files()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Get())));

        Assert.Equal("first", (await Get(source: Offline())).Content);
        Assert.Single(Files());
    }

    private string[] Files() => [.. Directory.GetFiles(_folder.FullName)];

    private FetchRequest Request() => new(new Uri(_server.Url("/a")));

    private DocumentSource Source() => new(_http, new DocumentCache(_folder.FullName), _clock);

    private DocumentSource Offline() => new(null, new DocumentCache(_folder.FullName), _clock);

    private async Task<(string? Content, string? Problem)> Get(
        DateTimeOffset? nextUpdate = null, DocumentSource? source = null)
    {
        var (content, problem) = await (source ?? Source()).Get(
            Request(), _ => new DocumentCheck(null) { NextUpdate = nextUpdate }, TestContext.Current.CancellationToken);
        return (content is { } bytes ? Encoding.ASCII.GetString(bytes.Span) : null, problem);
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
