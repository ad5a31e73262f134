using System.Text;
using System.Text.RegularExpressions;
using Crosspath.Stores.Revocation;
using Crosspath.Stores.Tests.Formats;
using Crosspath.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Crosspath.Stores.Tests.Revocation;

/// <summary>The counts are those of the shared data's manifest.</summary>
public sealed partial class BlocklistFilesTests
{
    private static readonly string Hash = new('a', 64);

    [Theory]
    [InlineData("onecrl-2018-05-30.json.gz", 753, 0, "2018-05-30")]
    [InlineData("onecrl-2019-11-05.json.gz", 1092, 0, "2019-11-05")]
    [InlineData("onecrl-2020-12-09.json.gz", 1304, 1, "2020-12-09")]
    public void OneCRL_names_issuers_and_serial_numbers_or_subjects_and_keys(
        string file, int serials, int keys, string day)
    {
        var list = Blocklists.OfShared(file);

        Assert.Equal(BlocklistMechanism.OneCrl, list.Mechanism);
        Assert.Empty(list.Problems);
        Assert.Equal(serials, Blocklists.Count<BlocklistEntry.IssuerAndSerial>(list));
        Assert.Equal(keys, Blocklists.Count<BlocklistEntry.SubjectAndKey>(list));
        Assert.Equal(day, list.Date!.Value.ToString("yyyy-MM-dd"));
        Assert.All(list.Entries, entry => Assert.NotNull(entry.From));
    }

    [Fact]
    public void A_record_of_OneCRL_counts_from_its_creation_else_from_its_last_change()
    {
        var list = Blocklists.Of("""
            {"data":[
            {"details":{"created":"2018-01-17T13:03:45.551668672Z"},"enabled":false,
             "issuerName":"MAA=","serialNumber":"AQ==","last_modified":1600000000000},
            {"details":{"created":""},"enabled":true,
             "issuerName":"MAA=","serialNumber":"Ag==","last_modified":1500000000000},
            {"enabled":true,"issuerName":"MAA=","last_modified":1}]}
            """);

        Assert.Equal(
            ["2018-01-17", "2017-07-14"], list.Entries.Select(entry => entry.From!.Value.ToString("yyyy-MM-dd")));
        Assert.Equal("record 3", Assert.Single(list.Problems).Place);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1600000000), list.Date);
    }

    [Theory]
    [InlineData("crlset-4619.bin", "4619", 134, 541, 33)]
    [InlineData("crlset-6375.bin", "6375", 188, 928, 29)] // 28 keys, and one that intercepted
    [InlineData("crlset-component.crx", "6376", 188, 928, 29)]
    public void A_CRLSet_names_serial_numbers_by_the_key_of_their_issuer_and_keys(
        string file, string version, int parents, int serials, int keys)
    {
        var list = Blocklists.OfShared(file);

        Assert.Equal((BlocklistMechanism.CrlSet, version), (list.Mechanism, list.Version));
        Assert.Equal(serials, Blocklists.Count<BlocklistEntry.KeyAndSerial>(list));
        Assert.Equal(parents,
            list.Entries.OfType<BlocklistEntry.KeyAndSerial>().DistinctBy(entry => entry.IssuerKey).Count());
        Assert.Equal(keys, Blocklists.Count<BlocklistEntry.Key>(list));
        Assert.Empty(list.Problems);
    }

    [Fact]
    public void A_CRLSet_that_is_cut_short_is_refused()
    {
        var whole = Blocklists.Bytes("crlset-4619.bin");
        var header = BitConverter.ToUInt16(whole) + 2;

        Assert.StartsWith("list: byte ", Blocklists.Refusal(whole[..^1]), StringComparison.Ordinal);
        Assert.Equal("list: byte 2: the header announces 134 parents, and 0 are there",
            Blocklists.Refusal(whole[..header]));
        Assert.Equal("list: byte 0: a CRLSet that is cut short", Blocklists.Refusal(whole[..(header - 1)]));
    }

    [Fact]
    public void A_difference_between_CRLSets_is_refused()
    {
        var header = Encoding.ASCII.GetBytes("""{"ContentType":"CRLSet","Sequence":2,"DeltaFrom":1}""");

        Assert.Contains(
            "a difference", Blocklists.Refusal([(byte)header.Length, 0, .. header]), StringComparison.Ordinal);
    }

    [Fact]
    public void Microsofts_disallowed_store_carries_its_certificates()
    {
        var list = Blocklists.OfShared("ms-disallowedcert.sst");

        Assert.Equal(BlocklistMechanism.MicrosoftDisallowed, list.Mechanism);
        Assert.Equal((71, 71), (list.Entries.Length, list.Certificates.Length));
        Assert.Contains(list.Certificates, certificate => certificate.Subject.FriendlyText == "DigiNotar Root CA");
    }

    [Fact]
    public void A_list_of_trusted_roots_is_no_blocklist()
    {
        var list = File.ReadAllBytes(SharedData.PathOf("data", "formats", "authroot.stl"));

        Assert.Contains("a list of what is trusted", Blocklists.Refusal(list), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.3.14.3.2.26", 20, "CertificateSha1")]
    [InlineData("2.16.840.1.101.3.4.2.1", 32, "Certificate")]
    [InlineData("1.3.6.1.4.1.311.10.11.15", 16, "DisallowedHash")]
    [InlineData("1.3.6.1.4.1.311.10.11.15", 20, "DisallowedHash")]
    public void Microsofts_disallowed_list_names_certificates_by_hashes(string algorithm, int size, string expected)
    {
        var list = Blocklists.Of(SignedTrustList.Make(
            "1.3.6.1.4.1.311.10.3.30", algorithm, "1.3.6.1.4.1.311.10.3.9", new byte[size], new byte[7]));

        Assert.Equal(expected, Assert.Single(list.Entries).GetType().Name);
        Assert.Contains("in an unknown way", Assert.Single(list.Problems).Reason, StringComparison.Ordinal);
        Assert.Equal((BlocklistMechanism.MicrosoftDisallowed, "2A"), (list.Mechanism, list.Version));
        Assert.Equal(new DateTimeOffset(2025, 6, 1, 0, 0, 0, TimeSpan.Zero), list.Date);
        Assert.NotNull(list.Unsigned);
    }

    [Fact]
    public void Apples_table_has_the_day_of_each_certificate()
    {
        var list = Blocklists.OfShared("apple-distrusted.csv");

        Assert.Equal((BlocklistMechanism.AppleBlocked, 39), (list.Mechanism, list.Entries.Length));
        Assert.Equal(new DateTimeOffset(2011, 9, 9, 0, 0, 0, TimeSpan.Zero), list.Entries[0].From);
    }

    [Fact]
    public void The_table_of_NSS_has_the_days_on_which_distrust_began_and_ended()
    {
        var list = Blocklists.OfShared("nss-distrusted.csv");
        var gmail = Assert.IsType<BlocklistEntry.IssuerAndSerial>(list.Entries[1]);

        Assert.Equal((BlocklistMechanism.NssDistrusted, 29), (list.Mechanism, list.Entries.Length));
        Assert.Equal("047ecbe9fca55f7bd09eae36e10cae1e", Convert.ToHexStringLower(gmail.SerialNumber.Span));
        Assert.Equal("UTN-USERFirst-Hardware", gmail.Issuer.FriendlyText);
        Assert.Equal(new DateTimeOffset(2011, 4, 13, 0, 0, 0, TimeSpan.Zero), gmail.From);
        Assert.Equal(new DateTimeOffset(2017, 10, 25, 23, 59, 59, TimeSpan.Zero), gmail.Until);
    }

    [Fact]
    public void Any_table_of_fingerprints_will_do()
    {
        var list = Blocklists.OfShared("apple-wosign-revoked-leaves.csv.gz");

        Assert.Equal(BlocklistMechanism.Given, list.Mechanism);
        Assert.Equal(1908, Blocklists.Count<BlocklistEntry.Certificate>(list));
    }

    [Fact]
    public void Lines_of_fingerprints_will_do()
    {
        var sha1 = string.Join(':', Enumerable.Repeat("BB", 20));

        var list = Blocklists.Of($"# mine\n\n{Hash}\n{sha1}, a comment\nnone\n");

        Assert.Equal(Hash, Assert.IsType<BlocklistEntry.Certificate>(list.Entries[0]).Fingerprint.ToString());
        Assert.Equal(new string('b', 40), Assert.IsType<BlocklistEntry.CertificateSha1>(list.Entries[1]).Hex);
        Assert.Equal("line 5", Assert.Single(list.Problems).Place);
    }

    [Theory]
    [InlineData("", "list: is no blocklist in any form that is known here")]
    [InlineData("{\"data\":[\n{\"issuerName\":", "list: line 2: the JSON is broken")]
    [InlineData("{\"data\":[{\"issuerName\":\"\\ud800\",\"serialNumber\":\"\"}]}",
        "list: line 1: the JSON holds a string that is no text")]
    [InlineData("sha256,date\n\"", "list: line 2: the file ends inside a quoted field: it is cut short")]
    [InlineData("Cr24", "list: byte 0: a component that is cut short")]
    public void A_broken_file_is_refused_with_the_place(string text, string expected) =>
        Assert.Equal(expected, Blocklists.Refusal(text));

    public static TheoryData<string> Samples { get; } =
    [
        "onecrl-2018-05-30.json.gz", "crlset-4619.bin", "crlset-component.crx", "ms-disallowedcert.sst",
        "nss-distrusted.csv", "apple-distrusted.csv",
    ];

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_file_that_is_cut_and_changed_anywhere_gets_an_answer(string sample)
    {
        var whole = Blocklists.Bytes(sample);
        var changes =
            from length in Gen.Choose(0, whole.Length)
            from places in Gen.ArrayOf(Gen.Choose(0, whole.Length - 1), 4)
            from value in Gen.Choose(0, 255)
            from isCut in Gen.Elements(true, false, false)
            select Changed(whole[..(isCut ? length : whole.Length)], places, (byte)value);

        Prop.ForAll(Arb.From(changes), HasAnswer).Check(Config.QuickThrowOnFailure.WithMaxTest(40));
    }

    private static byte[] Changed(byte[] bytes, int[] places, byte value)
    {
        foreach (var place in places.Where(place => place < bytes.Length)) bytes[place] = value;
        return bytes;
    }

    private static bool HasAnswer(byte[] content) =>
        BlocklistFiles.TryRead(content, "list", out var list, out var problem)
            ? list.Problems.All(item => !item.Reason.Contains('\n', StringComparison.Ordinal))
            : problem.Length > 0 && !problem.Contains('\n', StringComparison.Ordinal);

    [Fact]
    public void The_documentation_has_a_row_for_every_form_in_the_same_order()
    {
        var text = File.ReadAllText(Path.Combine(SharedData.Repository, "docs", "blocklist-formats.md"));

        Assert.Equal(
            BlocklistFormats.All.Select(format => format.Name), Row().Matches(text).Select(row => row.Groups[1].Value));
    }

    [GeneratedRegex(@"^\| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
