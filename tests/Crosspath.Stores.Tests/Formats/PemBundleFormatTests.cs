using System.Formats.Asn1;
using Crosspath.Paths;
using Crosspath.Testing;

namespace Crosspath.Stores.Tests.Formats;

public sealed class PemBundleFormatTests
{
    private const string Server = "1.3.6.1.5.5.7.3.1";
    private const string Email = "1.3.6.1.5.5.7.3.4";
    private const string AnyUsage = "2.5.29.37.0";

    [Theory]
    [InlineData("ca-bundle-mozilla.crt", 137)]
    [InlineData("igtf-classic.ca", 82)]
    [InlineData("ms-roots-double-encoded.excerpt.pem", 13)]
    public void A_bundle_gives_all_of_its_certificates_for_everything(string file, int blocks)
    {
        var reading = Reading.OfShared(file);

        Assert.Equal("pem", reading.Format);
        Assert.Equal(blocks, reading.Certificates.Length);
        Assert.Equal(reading.Certificates.Select(certificate => certificate.Fingerprint),
            reading.Entries.Select(entry => entry.Certificate));
        Assert.All(reading.Entries, entry => Assert.Equal(AnchorLimits.None, entry.Limits));
    }

    [Fact]
    public void The_bundle_of_curl_says_of_which_day_it_is() =>
        Assert.Equal(new DateTimeOffset(2018, 8, 30, 20, 50, 46, TimeSpan.Zero),
            Reading.OfShared("ca-bundle-mozilla.crt").Date);

    [Fact]
    public void Trusted_uses_exclude_all_others()
    {
        var entry = Assert.Single(Reading.Of(Trusted([Server], [])).Entries);

        Assert.Equal([Purpose.ServerAuth.Oid!.Value], entry.Limits.Purposes!.Value);
        Assert.Empty(entry.DistrustedPurposes);
    }

    [Fact]
    public void Rejected_uses_leave_all_others()
    {
        var entry = Assert.Single(Reading.Of(Trusted(null, [Email])).Entries);

        Assert.True(entry.Limits.Allows(Purpose.ServerAuth));
        Assert.False(entry.Limits.Allows(Purpose.EmailProtection));
        Assert.Equal([Purpose.EmailProtection.Oid!.Value], entry.DistrustedPurposes);
    }

    [Fact]
    public void Any_usage_stands_for_all()
    {
        var trusted = Assert.Single(Reading.Of(Trusted([AnyUsage], [])).Entries);
        var rejected = Assert.Single(Reading.Of(Trusted(null, [AnyUsage])).Entries);

        Assert.Null(trusted.Limits.Purposes);
        Assert.False(rejected.IsAnchor);
    }

    [Fact]
    public void Trust_settings_that_cannot_be_read_are_reported_with_the_line()
    {
        using var world = World.Draw("anchor Root\nRoot -> Root");
        byte[] broken = [.. world["Root/Root"].Raw.Span, 0x30, 0x50, 1];

        var reading = Reading.Of("a comment\n" + Pem("TRUSTED CERTIFICATE", broken));

        Assert.Equal("line 2", Assert.Single(reading.Problems).Place);
        Assert.Single(reading.Entries);
    }

    [Fact]
    public void A_bundle_that_is_cut_short_gives_the_rest_and_the_line()
    {
        using var world = World.Draw("Root -> A");
        var whole = Pem("CERTIFICATE", world["A/Root"].Raw.Span);

        var reading = Reading.Of(whole + whole[..100]);

        var problem = Assert.Single(reading.Problems);
        Assert.Single(reading.Entries);
        Assert.Equal($"line {whole.Count(c => c == '\n') + 1}", problem.Place);
        Assert.Equal("a CERTIFICATE block without its END line", problem.Reason);
    }

    [Fact]
    public void A_report_in_JSON_with_PEM_in_it_is_no_store() =>
        Assert.Equal("store: is no root store in any form that is known here",
            Reading.Refusal(File.ReadAllBytes(SharedData.PathOf("data", "formats", "crlite-enrolled.sample.json"))));

    [Theory]
    [InlineData("", "store: is no root store in any form that is known here")]
    [InlineData("hello", "store: is no root store in any form that is known here")]
    [InlineData("\n\n-----BEGIN CERTIFICATE-----\nAAAA", "store: line 3: a CERTIFICATE block without its END line")]
    public void A_file_without_certificates_is_refused(string text, string expected) =>
        Assert.Equal(expected, Reading.Refusal(text));

    // The settings as OpenSSL writes them; null leaves the list out.
    private static string Trusted(string[]? trust, string[] reject)
    {
        using var world = World.Draw("anchor Root\nRoot -> Root");
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            if (trust is not null) WriteAll(writer, trust, null);
            if (reject.Length > 0) WriteAll(writer, reject, new Asn1Tag(TagClass.ContextSpecific, 0));
            writer.WriteCharacterString(UniversalTagNumber.UTF8String, "Root");
        }
        return Pem("TRUSTED CERTIFICATE", [.. world["Root/Root"].Raw.Span, .. writer.Encode()]);
    }

    private static void WriteAll(AsnWriter writer, string[] usages, Asn1Tag? tag)
    {
        using (writer.PushSequence(tag))
        {
            foreach (var usage in usages) writer.WriteObjectIdentifier(usage);
        }
    }

    private static string Pem(string label, ReadOnlySpan<byte> bytes) => $"""
        -----BEGIN {label}-----
        {Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks)}
        -----END {label}-----

        """.ReplaceLineEndings("\n");
}
