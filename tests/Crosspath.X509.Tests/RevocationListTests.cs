using System.Formats.Asn1;
using System.IO.Compression;
using Crosspath.Testing;
using static Crosspath.X509.Tests.CraftedCertificate;

namespace Crosspath.X509.Tests;

public sealed class RevocationListTests
{
    private const string Algorithm = "300406022A03";
    private const string Now = "170D3230303130313030303030305A";
    private const string Critical = "0101FF";

    [Theory]
    [InlineData("symantec-class3-secure-server-ca-g4-2018-07-31.crl.gz")]
    [InlineData("incommon-rsa-server-ca-2018-08-20.crl.gz")]
    [InlineData("google-internet-authority-g2-2017-06-29.crl")]
    [InlineData("siemens-2024-04-04.crl")]
    [InlineData("isrg-root-x1-2024-12-11.crl")]
    public void Real_lists_read_as_the_platforms_decoder_reads_them(string file)
    {
        var bytes = ReadShared(file);
        var expected = EntriesByDecoder(bytes);

        var list = ReadList(bytes);

        Assert.Equal(RevocationListFlaws.None, list.Flaws);
        Assert.Equal(expected, list.Entries().Select(entry => (Convert.ToHexString(entry.SerialNumber.Span), entry.RevokedAt, (int)entry.Reason)));
        Assert.All(expected, entry => Assert.Equal(entry.RevokedAt, list.Find(list.Issuer, Convert.FromHexString(entry.Serial))?.RevokedAt));
        Assert.Null(list.Find(list.Issuer, [1, 2, 3]));
        Assert.Equal(expected.Count, list.Count);
    }

    [Fact]
    public void The_parts_of_a_real_list_are_those_that_OpenSSL_shows()
    {
        var list = ReadList(ReadShared("google-internet-authority-g2-2017-06-29.crl"));

        Assert.Equal("CN=Google Internet Authority G2,O=Google Inc,C=US", list.Issuer.ToString());
        Assert.Equal(new DateTimeOffset(2017, 6, 29, 1, 0, 2, TimeSpan.Zero), list.ThisUpdate);
        Assert.Equal(new DateTimeOffset(2017, 7, 9, 1, 0, 2, TimeSpan.Zero), list.NextUpdate);
        Assert.Equal("4ADD06161BBCF668B576F581B6BB621ABA5A812F", Convert.ToHexString(list.AuthorityKeyIdentifier.Span));
        Assert.Equal("0623", Convert.ToHexString(list.Number.Span)); // 1571
        Assert.False(list.IsDelta);
        Assert.False(list.HasUnknownCriticalExtension);
        Assert.Equal(RevocationReason.KeyCompromise, list.Find(list.Issuer, Convert.FromHexString("3B772E5F1202118E"))?.Reason);
    }

    [Theory]
    [InlineData("01", "0001", true)]
    [InlineData("00FF", "0000FF", true)]
    [InlineData("FF80", "80", true)]
    [InlineData("00FF", "FF", false)] // 255 and -1
    public void Serial_numbers_are_compared_as_integers(string listed, string asked, bool isFound)
    {
        var list = ReadList(Craft(entries: Entry(listed)));

        Assert.Equal(isFound, list.Find(list.Issuer, Convert.FromHexString(asked)) is not null);
    }

    [Fact]
    public void The_certificate_issuer_of_an_indirect_list_holds_for_the_entries_that_follow()
    {
        var other = NamedB;
        var list = ReadList(Craft(entries: Entry("01") + Entry("02", IssuerIs(other)) + Entry("03") + Entry("01")));
        var b = new Name(Convert.FromHexString(other));

        Assert.Equal(["CN=A", "CN=B", "CN=B", "CN=B"], list.Entries().Select(entry => entry.CertificateIssuer.ToString()));
        Assert.NotNull(list.Find(list.Issuer, [1]));
        Assert.Null(list.Find(list.Issuer, [3]));
        Assert.NotNull(list.Find(b, [3]));
        Assert.NotNull(list.Find(b, [1]));
    }

    [Fact]
    public void Reason_and_invalidity_date_are_read()
    {
        var date = Sequence("0603551D18" + Wrap("04", "180F32303139313233313030303030305A"));
        var entry = ReadList(Craft(entries: Entry("01", Sequence("0603551D15" + "04030A0101") + date))).Entries().Single();

        Assert.Equal(RevocationReason.KeyCompromise, entry.Reason);
        Assert.Equal(new DateTimeOffset(2019, 12, 31, 0, 0, 0, TimeSpan.Zero), entry.InvalidityDate);
        Assert.Equal(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), entry.RevokedAt);
    }

    public static TheoryData<string, byte[], RevocationListFlaws> Flawed => new()
    {
        { "nothing", Craft(entries: Entry("01")), RevocationListFlaws.None },
        { "bytes after it", [.. Craft(), 5, 0], RevocationListFlaws.TrailingBytes },
        { "an issuer of indefinite length", Craft(issuer: "3080" + NamedA[4..] + "0000"), RevocationListFlaws.BerLength },
        { "version 3", Craft(version: "020102"), RevocationListFlaws.BadVersion },
        { "extensions in version 1", Craft(version: "", extensions: Number), RevocationListFlaws.BadVersion },
        { "another algorithm inside", Craft(algorithm: "300406022A04"), RevocationListFlaws.AlgorithmMismatch },
        { "no seconds", Craft(thisUpdate: "170B323030313031303030305A"), RevocationListFlaws.DateNotDer },
        { "a signature of no octet", Craft(signature: "0300"), RevocationListFlaws.SignatureNotOctets },
        { "a number twice", Craft(extensions: Number + Number), RevocationListFlaws.DuplicateExtension },
        { "a last extension without value", Craft(extensions: Number + Sequence("0603551D1C")), RevocationListFlaws.UnreadableExtensions },
        { "extensions that are no list", Craft(tail: "A0020500"), RevocationListFlaws.UnreadableExtensions },
        { "an entry that is none", Craft(entries: Entry("01") + "0500" + Entry("02")), RevocationListFlaws.UnreadableEntries },
        { "an entry with a reason that is none", Craft(entries: Entry("01", Sequence("0603551D15" + "04020500")) + Entry("02")), RevocationListFlaws.UnreadableEntries },
        { "an entry of nobody", Craft(entries: Entry("01", Sequence("0603551D1D" + Critical + "04023000"))), RevocationListFlaws.UnreadableEntries },
        { "an entry with something after it", Craft(entries: Sequence("020101" + Now + "0500")), RevocationListFlaws.UnreadableEntries },
        { "an entry cut short", Craft(entries: Entry("01")[..^2]), RevocationListFlaws.UnreadableEntries },
    };

    [Theory]
    [MemberData(nameof(Flawed))]
    public void A_flaw_is_found_and_no_other(string what, byte[] bytes, RevocationListFlaws flaws)
    {
        const RevocationListFlaws Broken = RevocationListFlaws.DuplicateExtension
            | RevocationListFlaws.UnreadableExtensions | RevocationListFlaws.UnreadableEntries;
        var list = ReadList(bytes);

        Assert.True(flaws == list.Flaws, $"{what}: {list.Flaws}");
        Assert.Equal(flaws == RevocationListFlaws.None ? 0 : 1, list.Findings.Length);
        Assert.Equal((flaws & Broken) == 0, list.IsWhole);
    }

    [Fact]
    public void Every_flaw_is_crafted() =>
        Assert.Equal(Enum.GetValues<RevocationListFlaws>().Order(), Flawed.Select(row => row.Data.Item3).Distinct().Order());

    [Theory]
    [InlineData("3005")] // entries that end past the list
    [InlineData("A005")]
    [InlineData("0500")]
    public void A_list_is_none_when_what_revokes_or_limits_would_get_lost(string tail) =>
        Assert.False(RevocationList.TryRead(Craft(tail: tail), out _, out _));

    [Fact]
    public void No_changed_byte_of_a_real_list_loses_a_revocation_in_silence()
    {
        var bytes = ReadShared("google-internet-authority-g2-2017-06-29.crl");
        var good = ReadList(bytes);
        var lost = new List<int>();
        for (var at = 0; at < bytes.Length; at++)
        {
            foreach (var value in (byte[])[0, 0x84, 0xFF, (byte)(bytes[at] ^ 0x40)])
            {
                var changed = (byte[])bytes.Clone();
                changed[at] = value;
                if (!RevocationList.TryRead(changed, out var list, out _) || !list.IsWhole) continue;
                if (list.Count < good.Count || list.Extensions.ToArray().Length < 2) lost.Add(at);
            }
        }

        Assert.Empty(lost);
    }

    [Fact]
    public void A_critical_extension_that_nobody_knows_is_told_of_list_and_entry()
    {
        var unknown = Sequence("06022A03" + Critical + "0400");
        var scope = Sequence("0603551D1C" + Critical + "04023000");

        Assert.True(ReadList(Craft(extensions: unknown)).HasUnknownCriticalExtension);
        Assert.True(ReadList(Craft(entries: Entry("01") + Entry("02", unknown))).HasUnknownCriticalExtension);
        Assert.False(ReadList(Craft(extensions: scope, entries: Entry("01", IssuerIs(NamedB)))).HasUnknownCriticalExtension);
    }

    [Fact]
    public void The_scope_of_a_list_is_read()
    {
        var scope = Sequence(Wrap("A0", Wrap("A0", "8603612F62")) + "8101FF" + "83020640" + "8401FF");
        var list = ReadList(Craft(extensions: Sequence("0603551D1C" + Critical + Wrap("04", scope)) + Sequence("0603551D1B" + Critical + "0403020105")));

        var point = list.IssuingDistributionPoint.Value!;

        Assert.Equal("uri:a/b", point.Name!.FullNames.Single().ToString());
        Assert.True(point is { OnlyUserCertificates: true, OnlyCaCertificates: false, IsIndirect: true, OnlyAttributeCertificates: false });
        Assert.Equal(RevocationReasons.KeyCompromise, point.OnlySomeReasons);
        Assert.True(list.IsDelta);
        Assert.Equal([5], list.BaseNumber.ToArray());
    }

    [Fact]
    public void A_hostile_list_of_many_entries_of_one_serial_number_is_searched()
    {
        var entry = Convert.FromHexString(Entry("01"));
        var entries = new byte[entry.Length * 200_000];
        for (var at = 0; at < entries.Length; at += entry.Length) entry.CopyTo(entries, at);
        var list = ReadList(Craft(entries: Convert.ToHexString(entries)));

        Assert.Equal(200_000, list.Count);
        Assert.NotNull(list.Find(list.Issuer, [1]));
        Assert.Null(list.Find(new Name(Convert.FromHexString(NamedB)), [1]));
    }

    private const string Number = "300A0603551D14" + "0403020101";

    private static string NamedB => "300C310A300806035504030C0142";

    private static string IssuerIs(string name) => Sequence("0603551D1D" + Critical + Wrap("04", Sequence(Wrap("A4", name))));

    private static string Entry(string serial, string extensions = "") =>
        Sequence(Wrap("02", serial) + Now + (extensions.Length == 0 ? "" : Sequence(extensions)));

    private static byte[] Craft(
        string entries = "", string extensions = "", string version = "020101", string algorithm = Algorithm,
        string issuer = NamedA, string thisUpdate = Now, string? tail = null, string signature = "030200FF")
    {
        tail ??= (entries.Length == 0 ? "" : Sequence(entries)) + (extensions.Length == 0 ? "" : Wrap("A0", Sequence(extensions)));
        var signed = Sequence(version + algorithm + issuer + thisUpdate + Now + tail);
        return Convert.FromHexString(Sequence(signed + Algorithm + signature));
    }

    private static RevocationList ReadList(byte[] bytes) => RevocationList.TryRead(bytes, out var list, out var error)
        ? list
        : throw new InvalidDataException(error.ToString());

    private static byte[] ReadShared(string file)
    {
        using var stream = File.OpenRead(SharedData.PathOf("data", "revocations", "crl", file));
        using var content = file.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(stream, CompressionMode.Decompress)
            : (Stream)stream;
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static List<(string Serial, DateTimeOffset RevokedAt, int Reason)> EntriesByDecoder(byte[] bytes)
    {
        var signed = new AsnReader(bytes, AsnEncodingRules.DER).ReadSequence().ReadSequence();
        signed.ReadInteger();
        for (var skipped = 0; skipped < 4; skipped++) signed.ReadEncodedValue(); // algorithm, issuer, both times
        var all = new List<(string, DateTimeOffset, int)>();
        if (!signed.HasData || signed.PeekTag() != Asn1Tag.Sequence) return all;
        for (var entries = signed.ReadSequence(); entries.HasData;)
        {
            var entry = entries.ReadSequence();
            var serial = Convert.ToHexString(entry.ReadIntegerBytes().Span);
            var date = entry.ReadUtcTime();
            all.Add((serial, date, entry.HasData ? ReasonByDecoder(entry.ReadSequence()) : 0));
        }
        return all;
    }

    private static int ReasonByDecoder(AsnReader extensions)
    {
        var reason = 0;
        while (extensions.HasData)
        {
            var extension = extensions.ReadSequence();
            if (extension.ReadObjectIdentifier() != "2.5.29.21") continue;
            reason = new AsnReader(extension.ReadOctetString(), AsnEncodingRules.DER).ReadEnumeratedBytes().Span[0];
        }
        return reason;
    }
}
