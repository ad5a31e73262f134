using System.Security.Cryptography;
using System.Text;
using Crosspath.Paths;
using Crosspath.Testing;
using Crosspath.X509;

namespace Crosspath.Stores.Tests.Formats;

public sealed class CertdataFormatTests
{
    private const string Version = "NSS_3_123_RTM"; // whose file lies in the shared data

    [Fact]
    public void Trust_bits_and_dates_are_those_of_the_shared_history()
    {
        var reading = Reading.OfShared("nss-certdata.txt");
        var expected = HistoryRow.Find("nss", Version).Roots.ToDictionary(HistoryRow.Fingerprint);

        Assert.Equal("nss-certdata", reading.Format);
        Assert.Empty(reading.Problems);
        Assert.Equal(167, reading.Certificates.Length);
        Assert.Equal(
            expected.Keys.Order(), reading.Entries.Select(entry => entry.Certificate).Order());
        foreach (var entry in reading.Entries)
        {
            var root = expected[entry.Certificate];
            Assert.Equal(HistoryRow.Purposes(root, "purposes"), Reading.Text(entry.Limits.Purposes));
            Assert.Equal(HistoryRow.Purposes(root, "distrusted") ?? "", Reading.Text(entry.DistrustedPurposes));
            Assert.Equal(HistoryRow.Time(root, "server_distrust_after"), LimitFor(entry, Purpose.ServerAuth));
            Assert.Equal(HistoryRow.Time(root, "email_distrust_after"), LimitFor(entry, Purpose.EmailProtection));
        }
    }

    private static DateTimeOffset? LimitFor(StoreEntry entry, Purpose purpose) =>
        entry.Limits.IssuedBy.SingleOrDefault(limit => limit.Purposes!.Value.Contains(purpose.Oid!.Value))?.Last;

    [Fact]
    public void Distrust_without_a_certificate_finds_it_among_the_known()
    {
        using var world = World.Draw("Root -> Bad");
        var bad = world["Bad/Root"];
        var text = "BEGINDATA\n" + Trust(bad, "CKT_NSS_NOT_TRUSTED", "CKT_NSS_TRUSTED_DELEGATOR");

        var entry = Assert.Single(Reading.Of(text, [bad]).Entries);
        var problem = Assert.Single(Reading.Of(text).Problems);

        Assert.Equal(bad.Fingerprint, entry.Certificate);
        Assert.Equal([Purpose.ServerAuth.Oid!.Value], entry.DistrustedPurposes);
        Assert.Equal([Purpose.EmailProtection.Oid!.Value], entry.Limits.Purposes!.Value);
        Assert.Equal("line 2 (Bad)", problem.Place);
        Assert.Contains("CN=Root", problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Trust_with_the_hash_of_another_certificate_does_not_count()
    {
        using var world = World.Draw("""
            Root -> Good
            Root -> Bad
            """);
        var text = "BEGINDATA\n" + Certificate(world["Good/Root"])
            + Trust(world["Good/Root"], "CKT_NSS_TRUSTED_DELEGATOR", "CKT_NSS_MUST_VERIFY_TRUST", world["Bad/Root"]);

        var reading = Reading.Of(text);

        Assert.False(Assert.Single(reading.Entries).IsAnchor);
        Assert.Contains("another SHA-1", reading.Problems[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_from_the_time_of_Netscape_are_understood()
    {
        using var world = World.Draw("Root -> A");
        var text = "CVS_ID \"@(#) $RCSfile: certdata.txt,v $ $Revision: 1.85 $ $Date: 2012/06/28 13:50:18 $\"\n"
            + "BEGINDATA\n" + Certificate(world["A/Root"])
            + Trust(world["A/Root"], "CKT_NETSCAPE_TRUSTED_DELEGATOR", "CKT_NETSCAPE_UNTRUSTED")
                .Replace("CKO_NSS_TRUST", "CKO_NETSCAPE_TRUST", StringComparison.Ordinal);

        var reading = Reading.Of(text);
        var entry = Assert.Single(reading.Entries);

        Assert.Equal([Purpose.ServerAuth.Oid!.Value], entry.Limits.Purposes!.Value);
        Assert.Equal([Purpose.EmailProtection.Oid!.Value], entry.DistrustedPurposes);
        Assert.Equal("1.85", reading.Version);
        Assert.Equal(new DateTimeOffset(2012, 6, 28, 13, 50, 18, TimeSpan.Zero), reading.Date);
    }

    [Theory]
    [InlineData(Class + "CKA_VALUE MULTILINE_OCTAL\n\\060", "line 3: the file ends inside")]
    [InlineData(Class + "CKA_VALUE MULTILINE_OCTAL\n\\068\nEND", "line 4: not octal")]
    [InlineData(Class + "hello", "line 3: neither")]
    [InlineData("CKA_TOKEN CK_BBOOL CK_TRUE\n" + Class, "line 2: an attribute before")]
    public void A_broken_file_is_refused_with_the_line(string text, string expected) =>
        Assert.StartsWith("store: " + expected, Reading.Refusal("BEGINDATA\n" + text), StringComparison.Ordinal);

    private const string Class = "CKA_CLASS CK_OBJECT_CLASS CKO_CERTIFICATE\n";

    private static string Certificate(Certificate certificate) => $"""
        CKA_CLASS CK_OBJECT_CLASS CKO_CERTIFICATE
        CKA_LABEL UTF8 "{certificate.Subject.FriendlyText}"
        CKA_VALUE MULTILINE_OCTAL
        {Octal(certificate.Raw.Span)}
        END

        """;

    private static string Trust(
        Certificate certificate, string server, string email, Certificate? hashOf = null) => $"""
        CKA_CLASS CK_OBJECT_CLASS CKO_NSS_TRUST
        CKA_LABEL UTF8 "{certificate.Subject.FriendlyText}"
        CKA_CERT_SHA1_HASH MULTILINE_OCTAL
        {Octal(SHA1.HashData((hashOf ?? certificate).Raw.Span))}
        END
        CKA_ISSUER MULTILINE_OCTAL
        {Octal(certificate.Issuer.Raw.Span)}
        END
        CKA_SERIAL_NUMBER MULTILINE_OCTAL
        {Octal([2, (byte)certificate.SerialNumber.Length, .. certificate.SerialNumber.Span])}
        END
        CKA_TRUST_SERVER_AUTH CK_TRUST {server}
        CKA_TRUST_EMAIL_PROTECTION CK_TRUST {email}

        """;

    private static string Octal(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (var octet in bytes) text.Append('\\').Append(Convert.ToString(octet, 8).PadLeft(3, '0'));
        return text.ToString();
    }
}
