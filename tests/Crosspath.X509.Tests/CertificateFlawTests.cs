using static Crosspath.X509.Tests.CraftedCertificate;

namespace Crosspath.X509.Tests;

/// <summary>Each flaw, alone, on a certificate made to have it; each has a finding.</summary>
public sealed class CertificateFlawTests
{
    private const string KeyId = "0603551D0E04020400";

    public static TheoryData<string, string, CertificateFlaws> Crafted => new()
    {
        { "nothing", Craft(), CertificateFlaws.None },
        { "a subject of indefinite length", Craft(subject: "30800000"), CertificateFlaws.BerLength },
        { "a long length in an extension", Ext(Sequence("0603551D0E" + "048102" + "0400")), CertificateFlaws.BerLength },
        { "an element after the signature", Craft(after: "0500"), CertificateFlaws.TrailingBytes },
        { "an element after the dates", Craft(dates: Dates + "0500"), CertificateFlaws.TrailingBytes },
        { "an element after an extension's value", Ext(Sequence(KeyId + "0500")), CertificateFlaws.TrailingBytes },
        { "an element after the extensions", Craft(extensions: Sequence(Sequence(KeyId)) + "0500"), CertificateFlaws.UnreadableExtensions },
        { "version 4", Craft(version: "A003020103"), CertificateFlaws.BadVersion },
        { "a version of two octets", Craft(version: "A00402020002"), CertificateFlaws.BadVersion },
        { "extensions in version 1", Craft(version: "", extensions: Sequence(Sequence(KeyId))), CertificateFlaws.BadVersion },
        { "a unique id in version 1", Craft(version: "", tail: "810100"), CertificateFlaws.BadVersion },
        { "serial number 0", Craft(serial: "020100"), CertificateFlaws.SerialNotPositive },
        { "21 octets of serial number", Craft(serial: "0215" + new string('1', 42)), CertificateFlaws.SerialTooLong },
        { "a sign octet too many", Craft(serial: "02020001"), CertificateFlaws.SerialNotShortest },
        { "another algorithm inside", Craft(innerAlgorithm: Sequence("06022A04")), CertificateFlaws.AlgorithmMismatch },
        { "no dates", Craft(dates: ""), CertificateFlaws.UnreadableDate },
        { "February 30", Craft(dates: "170D3230303233303030303030305A" + Dates[30..]), CertificateFlaws.UnreadableDate },
        { "no seconds", Craft(dates: "170B323030313031303030305A" + Dates[30..]), CertificateFlaws.DateNotDer },
        { "dates in the wrong order", Craft(dates: Dates[30..] + Dates[..30]), CertificateFlaws.DatesInverted },
        { "no issuer", Craft(issuer: "3000"), CertificateFlaws.EmptyIssuer },
        { "a known extension twice", Ext(Sequence(KeyId) + Sequence(KeyId)), CertificateFlaws.DuplicateExtension },
        { "extensions that are no list", Craft(extensions: "0500"), CertificateFlaws.UnreadableExtensions },
        { "an extension without value", Ext(Sequence("06022A03")), CertificateFlaws.UnreadableExtensions },
        { "a criticality of no octet", Ext(Sequence("06022A03" + "0100" + "0400")), CertificateFlaws.UnreadableExtensions },
        { "extensions cut short", Craft(tail: "A3057F"), CertificateFlaws.UnreadableExtensions },
        { "a key id that is none", Ext(Sequence("0603551D0E04020500")), CertificateFlaws.MalformedExtension },
        { "a negative path length", Ext(Sequence("0603551D1304083006" + "0101FF" + "0201FF")), CertificateFlaws.MalformedExtension },
        { "a key usage without octet", Ext(Sequence("0603551D0F04020300")), CertificateFlaws.MalformedExtension },
        { "an authority key id cut short", Ext(Sequence("0603551D23040430028005")), CertificateFlaws.MalformedExtension },
        { "unused bits in the signature", Craft(signature: "030204F0"), CertificateFlaws.SignatureNotOctets },
        { "a signature of no octet", Craft(signature: "0300"), CertificateFlaws.SignatureNotOctets },
        { "a NULL after the key", Craft(version: "A003020102", tail: "0500"), CertificateFlaws.UnexpectedElement },
        { "extensions twice", Craft(tail: Twice), CertificateFlaws.UnexpectedElement },
    };

    private static string Twice => Wrap("A3", Sequence(Sequence(KeyId))) + Wrap("A3", Sequence(Sequence(KeyId)));

    [Theory]
    [MemberData(nameof(Crafted))]
    public void A_flaw_is_found_and_no_other(string what, string hex, CertificateFlaws flaws)
    {
        var certificate = Read(hex);

        Assert.True(flaws == certificate.Flaws, $"{what}: {certificate.Flaws}");
        Assert.Equal(flaws == CertificateFlaws.None ? 0 : 1, certificate.Findings.Length);
    }

    [Fact]
    public void Every_flaw_is_crafted()
    {
        var crafted = Crafted.Select(row => row.Data.Item3).ToHashSet();

        Assert.Equal(Enum.GetValues<CertificateFlaws>().Order(), crafted.Order());
    }

    [Fact]
    public void Every_combination_of_flaws_has_its_findings()
    {
        var certificate = Read(Craft(serial: "020100", issuer: "3000", signature: "0300"));

        Assert.Equal(["serial-not-positive", "empty-issuer", "signature-not-octets"], certificate.Findings.Select(f => f.Code));
        Assert.All(certificate.Findings, finding => Assert.Equal(certificate.Fingerprint, finding.Certificate));
    }

    private static string Ext(string list) => Craft(extensions: Sequence(list));
}
