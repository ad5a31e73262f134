using Crosspath.Paths;
using Crosspath.Testing;

namespace Crosspath.Stores.Tests.Formats;

public sealed class PublishedListTests
{
    [Theory]
    [InlineData("trust_stores_observatory-microsoft_windows.yaml", "obs:microsoft_windows")]
    [InlineData("trust_stores_observatory-mozilla_nss.yaml", "obs:mozilla_nss")]
    public void The_observatory_lists_what_is_trusted_and_what_is_blocked(string file, string family)
    {
        var reading = Reading.OfShared(file);
        var expected = HistoryRow.Find(family, "2026-07-19");

        Assert.Equal("observatory", reading.Format);
        Assert.Empty(reading.Problems);
        Assert.Equal(new DateTimeOffset(2026, 7, 19, 0, 0, 0, TimeSpan.Zero), reading.Date);
        Assert.Equal(expected.Fingerprints.Order(), reading.Entries.Select(entry => entry.Certificate).Order());
        Assert.Equal(expected.Blocked.Order(), reading.Blocked.Order());
    }

    [Fact]
    public void A_list_shorter_than_announced_is_reported() =>
        Assert.Equal("trusted_certificates", Assert.Single(
            Reading.Of("platform: X\ntrusted_certificates_count: 1\ntrusted_certificates: []").Problems).Place);

    [Fact]
    public void Broken_YAML_is_refused_with_the_line() =>
        Assert.Equal("store: line 3: neither a key nor an item of a list",
            Reading.Refusal("platform: X\ntrusted_certificates:\nno more"));

    [Fact]
    public void Apples_constraints_say_what_its_own_roots_are_good_for()
    {
        var reading = Reading.OfShared("apple-constraints.json", RealCertificates.Authorities);

        Assert.Equal("apple-constraints", reading.Format);
        Assert.Equal(11, reading.Entries.Length);
        Assert.Equal(2, reading.Entries.Count(entry => entry.Limits.Allows(Purpose.ServerAuth)));
        Assert.Equal(5, reading.Entries.Count(entry => entry.Limits.Allows(Purpose.CodeSigning)));
        Assert.Equal(4, reading.Entries.Count(entry => entry.Limits.Allows(Purpose.EmailProtection)));
    }

    [Theory]
    [InlineData("apple-EVRoots.json", "extended validation")]
    [InlineData("apple-hash_to_human_name.json", "names of certificates alone")]
    public void Lists_that_say_nothing_of_trust_are_refused(string file, string expected) =>
        Assert.Contains(expected, Reading.Refusal(File.ReadAllBytes(SharedData.PathOf("data", "formats", file))),
            StringComparison.Ordinal);

    [Fact]
    public void Broken_JSON_is_refused_with_the_line() =>
        Assert.Equal("store: line 3: the JSON is broken", Reading.Refusal("{\n\"EV_config\":\n{"));
}
