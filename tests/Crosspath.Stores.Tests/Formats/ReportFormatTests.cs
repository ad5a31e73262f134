using System.Text;
using Crosspath.Paths;
using Crosspath.Testing;

namespace Crosspath.Stores.Tests.Formats;

public sealed class ReportFormatTests
{
    private static readonly string Hash = new('a', 64);

    [Fact]
    public void Mozillas_report_gives_trust_bits_and_the_certificate()
    {
        var reading = Reading.OfShared("ccadb-IncludedCACertificateReportPEMCSV.sample.csv");

        var entry = Assert.Single(reading.Entries);

        Assert.Equal("ccadb-mozilla", reading.Format);
        Assert.Empty(reading.Problems);
        Assert.Equal([Purpose.ServerAuth.Oid!.Value], entry.Limits.Purposes!.Value);
        Assert.Equal("ISRG Root X1", Assert.Single(reading.Certificates).Subject.FriendlyText);
    }

    [Theory]
    [InlineData("2024.11.30")]
    [InlineData("2024-11-30")]
    [InlineData("2024 Nov 30")]
    [InlineData("11/30/2024")]
    public void Mozilla_distrusts_what_was_issued_after_the_end_of_the_day(string day)
    {
        var reading = Reading.Of(
            $"SHA-256 Fingerprint,Trust Bits,Distrust for TLS After Date\n{Hash},Websites;Email,{day}\n");

        var limits = Assert.Single(reading.Entries).Limits;
        var limit = Assert.Single(limits.IssuedBy);

        Assert.Equal(new DateTimeOffset(2024, 11, 30, 23, 59, 59, TimeSpan.Zero), limit.Last);
        Assert.Equal([Purpose.ServerAuth.Oid!.Value], limit.Purposes!.Value);
        Assert.True(limits.Allows(Purpose.EmailProtection));
    }

    [Fact]
    public void Rows_that_say_nothing_usable_are_reported_with_their_line()
    {
        using var world = World.Draw("Root -> A");
        var pem = new string(System.Security.Cryptography.PemEncoding.Write("CERTIFICATE", world.Der("A/Root").Span));

        var reading = Reading.Of($"""
            SHA-256 Fingerprint,Trust Bits,Distrust for TLS After Date,PEM Info
            none,Websites,,
            {Hash},"Web
            sites",soon,"'{pem}'"
            """);

        Assert.Equal(["line 2", "line 3", "line 3", "line 3"], reading.Problems.Select(problem => problem.Place));
        Assert.Empty(Assert.Single(reading.Entries).Limits.Purposes!.Value);
        Assert.Empty(reading.Certificates);
    }

    [Fact]
    public void Microsofts_report_agrees_with_its_own_list_of_the_same_year()
    {
        var list = Reading.OfShared("authroot.stl").Entries.ToDictionary(entry => entry.Certificate);
        var reading = Reading.OfShared("ccadb-microsoft-included-ca-report-2025-10.csv");

        var common = reading.Entries.Where(entry => entry.IsAnchor && list.ContainsKey(entry.Certificate)).ToList();
        var withoutUsage = common.Where(entry => entry.Limits.Purposes is null).Select(entry => entry.Certificate);
        var sameUsages = common.Count(entry =>
            Reading.Text(entry.Limits.Purposes) == Reading.Text(list[entry.Certificate].Limits.Purposes));

        Assert.Equal("ccadb-microsoft", reading.Format);
        Assert.Equal(521, reading.Entries.Length);
        Assert.Equal(173, reading.Entries.Count(entry => !entry.IsAnchor));
        Assert.Equal(37, reading.Problems.Length);
        Assert.All(withoutUsage, certificate => Assert.Null(list[certificate].Limits.Purposes));
        Assert.InRange(sameUsages, common.Count * 95 / 100, common.Count);
    }

    [Fact]
    public void A_report_on_all_programs_is_refused()
    {
        var file = SharedData.PathOf("data", "formats", "ccadb-AllCertificateRecordsCSVFormat.sample.csv");

        Assert.Contains("no one's store", Reading.Refusal(File.ReadAllBytes(file)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_of_certificates_carries_them_and_names_no_anchor()
    {
        var reading = Reading.OfShared("ccadb-AllCertificatePEMsCSVFormat_NotBeforeYear_1997.csv");

        Assert.Equal("ccadb-certificates", reading.Format);
        Assert.Empty(reading.Entries);
        Assert.Empty(reading.Problems);
        Assert.All(reading.Certificates, certificate => Assert.Equal(1997, certificate.NotBefore.Year));
        Assert.NotEmpty(reading.Certificates);
    }

    [Fact]
    public void A_report_that_is_cut_inside_quotes_is_refused() =>
        Assert.Equal("store: line 2: the file ends inside a quoted field: it is cut short",
            Reading.Refusal("SHA-256 Fingerprint,Trust Bits\n\"aa"));

    [Fact]
    public void A_byte_order_mark_does_not_hide_the_first_column() =>
        Assert.Single(Reading.Of([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(
            $"\"SHA-256 Fingerprint\",\"Trust Bits\"\r\n\"{Hash}\",\"Email\"\r\n")]).Entries);
}
