using Crosspath.Testing;

namespace Crosspath.Stores.Tests.Formats;

public sealed class ChromeRootStoreFormatTests
{
    private static readonly string Hash = new('a', 64);

    [Fact]
    public void The_excerpt_of_Chromium_has_six_roots_and_one_date()
    {
        var reading = Reading.OfShared("chrome-root_store.excerpt.textproto", RealCertificates.Authorities);

        var limited = Assert.Single(reading.Entries, entry => !entry.Limits.IssuedBy.IsEmpty);
        var limit = Assert.Single(limited.Limits.IssuedBy);

        Assert.Equal("chrome-root-store", reading.Format);
        Assert.Equal((6, 6, 0), (reading.Entries.Length, reading.Certificates.Length, reading.Problems.Length));
        Assert.All(reading.Entries, entry => Assert.Equal("1.3.6.1.5.5.7.3.1", Reading.Text(entry.Limits.Purposes)));
        Assert.StartsWith("9a296a51", limited.Certificate.ToString(), StringComparison.Ordinal); // GLOBALTRUST 2020
        Assert.Equal((DateTimeOffset.FromUnixTimeSeconds(1719791999), true), (limit.Last, limit.IsByTimestamp));
    }

    [Fact]
    public void Version_and_DNS_names_are_kept()
    {
        var reading = Reading.Of($$"""
            version_major: 24
            trust_anchors {
              sha256_hex: "{{Hash}}"
              constraints: { permitted_dns_names: "example.org" permitted_dns_names: 'example.' "net" }
            }
            """);

        Assert.Equal("24", reading.Version);
        Assert.Equal(["example.org", "example.net"], Assert.Single(reading.Entries).Limits.PermittedDnsNames);
        Assert.Empty(reading.Problems);
    }

    [Fact]
    public void Of_alternatives_those_of_past_versions_are_left_out()
    {
        var reading = Reading.Of($$"""
            trust_anchors {
              sha256_hex: "{{Hash}}"
              constraints: { sct_not_after_sec: 1000 max_version_exclusive: "130" }
              constraints: { sct_not_after_sec: 2000 min_version: "130" }
            }
            """);

        var limit = Assert.Single(Assert.Single(reading.Entries).Limits.IssuedBy);

        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(2000), limit.Last);
        Assert.Equal(["line 3", "line 4"], reading.Problems.Select(problem => problem.Place));
    }

    [Fact]
    public void Of_alternatives_that_remain_the_widest_limits_count()
    {
        var reading = Reading.Of($$"""
            trust_anchors {
              sha256_hex: "{{Hash}}"
              constraints: { sct_not_after_sec: 1000 permitted_dns_names: "a.test" }
              constraints: { sct_not_after_sec: 2000 }
            }
            """);

        var limits = Assert.Single(reading.Entries).Limits;

        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(2000), Assert.Single(limits.IssuedBy).Last);
        Assert.Empty(limits.PermittedDnsNames);
        Assert.Contains("the widest", Assert.Single(reading.Problems).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sct_all_after_sec: 5", "logged before 1970-01-01 00:00:05Z")]
    [InlineData("sct_not_after_sec: 99999999999999", "is no time")]
    [InlineData("from_the_future: 1", "from_the_future")]
    public void What_cannot_be_expressed_is_reported(string constraint, string expected)
    {
        var reading = Reading.Of($$"""trust_anchors { sha256_hex: "{{Hash}}" constraints { {{constraint}} } }""");

        Assert.Contains(expected, Assert.Single(reading.Problems).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_anchor_that_is_not_for_TLS_is_listed_and_none()
    {
        var reading = Reading.Of($$"""trust_anchors { sha256_hex: "{{Hash}}" eutl: true tls_trust_anchor: false }""");

        Assert.False(Assert.Single(reading.Entries).IsAnchor);
    }

    [Fact]
    public void A_root_may_be_given_as_bytes()
    {
        using var world = World.Draw("anchor Root\nRoot -> Root");
        var der = string.Concat(world["Root/Root"].Raw.ToArray().Select(octet => $"\\x{octet:x2}"));

        var reading = Reading.Of($$"""trust_anchors { der: "{{der}}" } # sha256_hex""");

        Assert.Equal(world["Root/Root"], Assert.Single(reading.Certificates));
        Assert.Equal(world["Root/Root"].Fingerprint, Assert.Single(reading.Entries).Certificate);
    }

    [Theory]
    [InlineData("trust_anchors {\nsha256_hex: \"aa", "line 2: a string without")]
    [InlineData("trust_anchors {\nsha256_hex: \"aa\"\n", "line 3: the text ends inside")]
    [InlineData("trust_anchors { sha256_hex: \"aa\" }\n}", "line 2: a closing brace")]
    [InlineData("trust_anchors { sha256_hex: }", "line 1: the field sha256_hex has no value")]
    public void A_broken_file_is_refused_with_the_line(string text, string expected) =>
        Assert.StartsWith("store: " + expected, Reading.Refusal(text), StringComparison.Ordinal);
}
