using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace Crosspath.Authority.Tests;

public sealed class CertificateDraftTests
{
    public static TheoryData<SigningKeyKind> Kinds => [.. Enum.GetValues<SigningKeyKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void OpenSSL_and_the_platform_accept_what_every_kind_of_key_signs(SigningKeyKind kind)
    {
        using var issuer = SigningKey.Create(kind);
        using var subject = SigningKey.Create();
        using var openSsl = new OpenSslCommand();
        var leaf = Drafts.Leaf(subject, ExtensionDraft.AuthorityKeyIdentifier(issuer.KeyIdentifier)).SignWith(issuer);
        openSsl.Write("root.pem", Drafts.Root(issuer).SignWith(issuer));
        openSsl.Write("leaf.pem", leaf);

        using var loaded = X509CertificateLoader.LoadCertificate(leaf.Raw.Span);

        Assert.Equal("CN=leaf", loaded.Subject);
        Assert.Equal(
            "leaf.pem: OK\n",
            openSsl.Run("verify", "-x509_strict", "-attime", "1750000000", "-CAfile", "root.pem", "leaf.pem"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void OpenSSL_refuses_a_signature_by_another_key(SigningKeyKind kind)
    {
        using var issuer = SigningKey.Create(kind);
        using var stranger = SigningKey.Create(kind);
        using var openSsl = new OpenSslCommand();
        openSsl.Write("root.pem", Drafts.Root(issuer).SignWith(issuer));
        openSsl.Write("leaf.pem", Drafts.Leaf(stranger).SignWith(stranger));

        var answer = openSsl.Run("verify", "-attime", "1750000000", "-CAfile", "root.pem", "leaf.pem");

        Assert.Contains("signature failure", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void What_stands_in_the_draft_stands_in_the_certificate_in_this_order()
    {
        using var key = SigningKey.Create();
        var draft = Drafts.Leaf(key, ExtensionDraft.DnsNames("leaf.test"), new ExtensionDraft("1.2.3", true, [5, 0]));

        var tbs = new AsnReader(draft.SignWith(key).SignedPart, AsnEncodingRules.DER).ReadSequence();

        Assert.Equal(2, tbs.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadInteger());
        Assert.Equal(draft.SerialNumber.ToArray(), tbs.ReadIntegerBytes().ToArray());
        Assert.Equal(key.SignatureAlgorithm.ToArray(), tbs.ReadEncodedValue().ToArray());
        Assert.Equal(draft.Issuer.ToArray(), tbs.ReadEncodedValue().ToArray());
        var validity = tbs.ReadSequence();
        Assert.Equal(Drafts.From, validity.ReadUtcTime());
        Assert.Equal(Drafts.Until, validity.ReadUtcTime());
        Assert.Equal(draft.Subject.ToArray(), tbs.ReadEncodedValue().ToArray());
        Assert.Equal(draft.PublicKeyInfo.ToArray(), tbs.ReadEncodedValue().ToArray());
        var extensions = tbs.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 3)).ReadSequence();
        Assert.False(tbs.HasData);
        Assert.Equal("2.5.29.17", extensions.ReadSequence().ReadObjectIdentifier());
        var last = extensions.ReadSequence();
        Assert.Equal(("1.2.3", true), (last.ReadObjectIdentifier(), last.ReadBoolean()));
        Assert.Equal([5, 0], last.ReadOctetString());
        Assert.False(extensions.HasData);
    }

    [Theory]
    [InlineData(1949, UniversalTagNumber.GeneralizedTime)]
    [InlineData(1950, UniversalTagNumber.UtcTime)]
    [InlineData(2049, UniversalTagNumber.UtcTime)]
    [InlineData(2050, UniversalTagNumber.GeneralizedTime)]
    public void Years_that_two_digits_cannot_say_are_generalized_time(int year, UniversalTagNumber type)
    {
        using var key = SigningKey.Create();
        var end = new DateTimeOffset(year, 12, 31, 23, 59, 59, TimeSpan.Zero);

        var certificate = (Drafts.Leaf(key) with { NotAfter = end }).SignWith(key);

        var tbs = new AsnReader(certificate.SignedPart, AsnEncodingRules.DER).ReadSequence();
        for (var field = 0; field < 4; field++) tbs.ReadEncodedValue();
        var validity = tbs.ReadSequence();
        validity.ReadEncodedValue();
        Assert.Equal((int)type, validity.PeekTag().TagValue);
        Assert.Equal(end, certificate.NotAfter);
    }

    [Fact]
    public void Odd_certificates_can_be_made_as_they_are_drafted()
    {
        using var key = SigningKey.Create();
        var odd = Drafts.Leaf(key) with { SerialNumber = new byte[] { 0x80 }, NotAfter = Drafts.From.AddDays(-1) };

        var certificate = odd.SignWith(key);

        Assert.Equal([0x80], certificate.SerialNumber.ToArray()); // negative
        Assert.True(certificate.NotAfter < certificate.NotBefore);
        Assert.Empty(certificate.Extensions.ToArray());
    }

    [Theory]
    [InlineData(UniversalTagNumber.UTF8String, 0x0C)]
    [InlineData(UniversalTagNumber.PrintableString, 0x13)]
    [InlineData(UniversalTagNumber.BMPString, 0x1E)]
    public void A_name_is_written_in_the_string_type_that_is_asked_for(UniversalTagNumber encoding, byte tag)
    {
        var name = CertificateDraft.NameOf("A", "B", encoding);

        var text = new X500DistinguishedName(name);
        Assert.Equal("CN=A, O=B", text.Name);
        Assert.Equal(2, name.Count(octet => octet == tag));
    }

    [Fact]
    public void Serial_numbers_are_positive_long_and_differ()
    {
        var serials = Enumerable.Range(0, 200).Select(_ => CertificateDraft.RandomSerialNumber()).ToList();

        Assert.All(serials, serial => Assert.True(serial.Length == 16 && serial[0] is > 0 and < 0x80));
        Assert.Equal(200, serials.Select(Convert.ToHexString).Distinct().Count());
    }
}
