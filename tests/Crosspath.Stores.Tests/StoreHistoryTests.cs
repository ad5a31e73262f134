using Crosspath.Paths;
using Crosspath.Stores.History;
using Crosspath.Testing;
using Crosspath.X509;

namespace Crosspath.Stores.Tests;

public sealed class StoreHistoryTests
{
    private static readonly Fingerprint Root = new([.. new byte[31], 1]);
    private static readonly Fingerprint Other = new([.. new byte[31], 2]);

    [Fact]
    public void A_version_is_in_force_until_the_second_before_the_next()
    {
        var history = new StoreHistory("s", [Version("2020-01-01", Root), Version("2021-01-01", Root, Other)]);

        Assert.Null(history.At(Day("2019-12-31")));
        Assert.Equal("2020-01-01", history.At(Day("2021-01-01").AddSeconds(-1))!.Version);
        Assert.Equal("2021-01-01", history.At(Day("2021-01-01"))!.Version);
        Assert.Equal("2021-01-01", history.At(Day("2050-01-01"))!.Version);
    }

    [Fact]
    public void Of_one_day_the_last_version_counts()
    {
        var history = new StoreHistory("s", [Version("2020-01-01", Root) with { Version = "a" }, Version("2020-01-01", Other) with { Version = "b" }]);

        Assert.Equal("b", history.At(Day("2020-01-01"))!.Version);
        Assert.Null(history.PeriodOf(history.Versions[0]));
    }

    [Fact]
    public void The_last_version_ends_when_its_source_says_so()
    {
        var history = new StoreHistory("s", [Version("2020-01-01", Root) with { Until = Day("2020-06-01") }]);

        Assert.NotNull(history.At(Day("2020-05-31")));
        Assert.Null(history.At(Day("2020-06-01")));
    }

    [Fact]
    public void Without_dates_the_last_version_always_counts()
    {
        var history = new StoreHistory("s", [Version(null, Root), Version(null, Other)]);

        Assert.True(history.IsUndated);
        Assert.Equal(Other, history.At(Day("1999-01-01"))!.Entries[0].Certificate);
    }

    [Fact]
    public void Trust_that_stays_the_same_is_one_period_and_a_gap_makes_two()
    {
        using var world = World.Draw("anchor A");
        var entry = new StoreEntry(Root, AnchorLimits.None);
        StoreVersion Of(string day, params StoreEntry[] entries) => new("s", day, Day(day)) { Entries = [.. entries] };

        var trust = new StoreHistory("s", [Of("2020-01-01", entry), Of("2021-01-01", entry), Of("2022-01-01"), Of("2023-01-01", entry)])
            .ToTrustHistory(Purpose.ServerAuth, _ => world.Anchors[0]);

        Assert.Equal(
            [new Validity(Day("2020-01-01"), Day("2022-01-01").AddSeconds(-1)), new Validity(Day("2023-01-01"), DateTimeOffset.MaxValue)],
            trust.Trusts.Select(period => period.Period));
    }

    [Fact]
    public void Rows_are_read_as_they_were_written()
    {
        const string Row = """{"family":"s","version":"1","date":"2020-01-01T00:00:00Z","date_kind":"listed","source":"here","roots":[{"sha256":"0000000000000000000000000000000000000000000000000000000000000001","purposes":["server","1.2.3"],"disallowed_purposes":["email"],"distrusted":["code"],"disabled":"2021-01-01T00:00:00Z","server_distrust_after":"2020-06-01T00:00:00Z","not_before_limit":"2020-07-01T00:00:00Z","not_before_limit_purposes":["client"],"permitted_dns_names":["test"]}],"blocked":["0000000000000000000000000000000000000000000000000000000000000002"]}""";

        var version = new HistoryRowReader().Read(new StringReader(Row)).Single().Version!;
        using var written = new MemoryStream();
        HistoryRowWriter.Write(version, written);

        Assert.Equal(Row + "\n", System.Text.Encoding.UTF8.GetString(written.ToArray()));
    }

    [Theory]
    [InlineData("""{"family":"s","version":"1","date":"2020-01-01","roots":5}""")]
    [InlineData("""{"family":"s","version":"1","date":"soon","roots":[]}""")]
    [InlineData("""{"version":"1","date":"2020-01-01","roots":[]}""")]
    [InlineData("""{"family":"s","version":"1","date":"2020-01-01","roots":[{"sha256":"12"}]}""")]
    [InlineData("""{"family":"s","version":"1","date":"2020-01-01"}""")]
    [InlineData("""["family"]""")]
    [InlineData("{")]
    public void Rows_that_cannot_be_used_say_so(string row)
    {
        var read = new HistoryRowReader().Read(new StringReader("\n" + row)).Single();

        Assert.Null(read.Version);
        Assert.Equal(2, read.Line);
        Assert.False(string.IsNullOrEmpty(read.Problem));
    }

    [Fact]
    public void Limits_say_why_they_refuse()
    {
        using var world = World.Draw("anchor A");
        var limits = new AnchorLimits { IssuedBy = [new IssuanceLimit(world.Anchors[0].NotBefore.AddDays(-1))] };

        Assert.Contains("issued by", limits.WhyNot(Purpose.ServerAuth, world.Anchors[0], World.Today), StringComparison.Ordinal);
        Assert.Null(limits.While(Purpose.ServerAuth, world.Anchors[0]));
    }

    private static StoreVersion Version(string? day, params Fingerprint[] roots) => new("s", day ?? "", day is null ? null : Day(day))
    {
        Entries = [.. roots.Select(root => new StoreEntry(root, AnchorLimits.None))],
    };

    private static DateTimeOffset Day(string day) => DateTimeOffset.Parse(day + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
}
