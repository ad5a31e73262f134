using System.Text.Json;
using Crosspath.Testing;

namespace Crosspath.Stores.Tests.Formats;

public sealed class TrustListFormatTests
{
    private static readonly HistoryRow Expected = HistoryRow.Find("ms-authroot", "20250616T175611Z");

    [Fact]
    public void Every_root_is_limited_as_in_the_shared_history()
    {
        var reading = Reading.OfShared("authroot.stl");
        var expected = Expected.Roots.ToDictionary(HistoryRow.Fingerprint);

        Assert.Equal("ms-authroot", reading.Format);
        Assert.Empty(reading.Problems);
        Assert.Null(reading.Unsigned);
        Assert.Equal("1401DBDEE7F1A4F449", reading.Version);
        Assert.Equal(new DateTimeOffset(2025, 6, 16, 17, 56, 11, TimeSpan.Zero), reading.Date);
        Assert.Equal(expected.Keys.Order(), reading.Entries.Select(entry => entry.Certificate).Order());
        foreach (var entry in reading.Entries) AssertEqual(expected[entry.Certificate], entry);
    }

    private static void AssertEqual(JsonElement root, StoreEntry entry)
    {
        var limit = entry.Limits.IssuedBy.SingleOrDefault();
        Assert.Equal(HistoryRow.Purposes(root, "purposes"), Reading.Text(entry.Limits.Purposes));
        Assert.Equal(
            HistoryRow.Purposes(root, "disallowed_purposes") ?? "", Reading.Text(entry.Limits.ExcludedPurposes));
        // The history has "true" where the date is empty, that is, taken back.
        var isTakenBack = root.TryGetProperty("disabled", out var disabled) && disabled.ValueKind == JsonValueKind.True;
        Assert.Equal(isTakenBack ? null : HistoryRow.Time(root, "disabled"), entry.Limits.DisabledFrom);
        Assert.Equal(HistoryRow.Time(root, "not_before_limit"), limit?.Last);
        Assert.Equal(HistoryRow.Purposes(root, "not_before_limit_purposes"), Reading.Text(limit?.Purposes));
    }

    [Fact]
    public void The_cabinet_holds_the_same_list()
    {
        var cabinet = Reading.OfShared("authrootstl.cab");
        var list = Reading.OfShared("authroot.stl");

        Assert.Null(cabinet.Unsigned);
        Assert.Equal(list.Version, cabinet.Version);
        Assert.Equal(list.Entries.Length, cabinet.Entries.Length);
        Assert.Equal(
            list.Entries.Select(entry => entry.Certificate), cabinet.Entries.Select(entry => entry.Certificate));
    }

    [Fact]
    public void A_changed_list_is_read_and_not_believed()
    {
        var bytes = File.ReadAllBytes(SharedData.PathOf("data", "formats", "authroot.stl"));
        bytes[160 + 20] ^= 1; // in the first root's disable date

        var reading = Reading.Of(bytes);

        Assert.Equal("its signature is not good", reading.Unsigned);
        Assert.Equal(514, reading.Entries.Length);
    }

    [Theory]
    [InlineData("1.3.6.1.4.1.311.10.3.9", "its signer is not known to be certified by Microsoft")]
    [InlineData("1.3.6.1.5.5.7.3.1", "its signer is not one for such lists")]
    public void A_list_that_anybody_signed_is_not_believed(string signerUsage, string expected)
    {
        var list = SignedTrustList.Make("1.3.6.1.4.1.311.10.3.9", "2.16.840.1.101.3.4.2.1", signerUsage, new byte[32]);

        var reading = Reading.Of(list);

        Assert.Equal(expected, reading.Unsigned);
        Assert.Equal("2A", reading.Version);
        Assert.Single(reading.Entries);
    }

    [Fact]
    public void A_list_that_names_roots_by_SHA1_alone_needs_their_certificates()
    {
        var bytes = File.ReadAllBytes(SharedData.PathOf("data", "formats", "authroot.stl"));
        WithoutSha256(bytes);

        var unresolved = Reading.Of(bytes);
        var resolved = Reading.Of(bytes, RealCertificates.Authorities);

        Assert.Empty(unresolved.Entries);
        Assert.Equal(514, unresolved.Problems.Length);
        Assert.Contains("named by SHA-1 alone", unresolved.Problems[0].Reason, StringComparison.Ordinal);
        Assert.Contains("Microsoft Root", unresolved.Problems[0].Place, StringComparison.Ordinal);
        Assert.Equal(Expected.Fingerprints.Order(), resolved.Entries.Select(entry => entry.Certificate).Order());
    }

    // Makes another property of each 1.3.6.1.4.1.311.10.11.98.
    private static void WithoutSha256(byte[] bytes)
    {
        ReadOnlySpan<byte> oid = [0x2B, 6, 1, 4, 1, 0x82, 0x37, 0x0A, 0x0B, 98];
        for (var at = bytes.AsSpan().IndexOf(oid); at >= 0;)
        {
            bytes[at + oid.Length - 1] = 1;
            var next = bytes.AsSpan(at).IndexOf(oid);
            at = next < 0 ? -1 : at + next;
        }
    }

    [Fact]
    public void A_list_that_is_cut_short_is_refused_with_the_byte()
    {
        var bytes = File.ReadAllBytes(SharedData.PathOf("data", "formats", "authroot.stl"));

        var problem = Reading.Refusal(bytes[..100_000]);

        Assert.Equal("store: byte 0: signed data that is cut short", problem);
    }

    [Fact]
    public void A_cabinet_compressed_by_LZX_is_refused_clearly()
    {
        var bytes = File.ReadAllBytes(SharedData.PathOf("data", "formats", "authrootstl.cab"));
        bytes[0x2A] = 3; // CFFOLDER.typeCompress

        Assert.Contains("LZX", Reading.Refusal(bytes), StringComparison.Ordinal);
    }
}
