using System.Net;
using System.Security.Cryptography.X509Certificates;
using Crosspath.X509;

namespace Crosspath.Authority.Tests;

/// <summary>Extensions are compared with what .NET writes, and where it writes none, with what OpenSSL reads.</summary>
public sealed class ExtensionDraftTests
{
    [Theory]
    [InlineData(KeyUsages.DigitalSignature, X509KeyUsageFlags.DigitalSignature)]
    [InlineData(KeyUsages.NonRepudiation, X509KeyUsageFlags.NonRepudiation)]
    [InlineData(KeyUsages.KeyEncipherment, X509KeyUsageFlags.KeyEncipherment)]
    [InlineData(KeyUsages.DataEncipherment, X509KeyUsageFlags.DataEncipherment)]
    [InlineData(KeyUsages.KeyAgreement, X509KeyUsageFlags.KeyAgreement)]
    [InlineData(KeyUsages.KeyCertSign, X509KeyUsageFlags.KeyCertSign)]
    [InlineData(KeyUsages.CrlSign, X509KeyUsageFlags.CrlSign)]
    [InlineData(KeyUsages.EncipherOnly, X509KeyUsageFlags.EncipherOnly)]
    [InlineData(KeyUsages.DecipherOnly, X509KeyUsageFlags.DecipherOnly)]
    [InlineData(KeyUsages.KeyCertSign | KeyUsages.CrlSign, X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign)]
    public void Key_usages_are_the_bits_that_the_platform_sets(KeyUsages usages, X509KeyUsageFlags flags) =>
        AssertSame(new X509KeyUsageExtension(flags, critical: true), ExtensionDraft.KeyUsage(usages));

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, null)]
    [InlineData(true, 0)]
    [InlineData(true, 3)]
    public void Basic_constraints_are_those_of_the_platform(bool isCa, int? pathLength) => AssertSame(
        new X509BasicConstraintsExtension(isCa, pathLength is not null, pathLength ?? 0, critical: true),
        ExtensionDraft.BasicConstraints(isCa, pathLength));

    [Fact]
    public void Alternative_names_are_those_of_the_platform()
    {
        var builder = new SubjectAlternativeNameBuilder();
        builder.AddDnsName("leaf.test");
        builder.AddIpAddress(IPAddress.Parse("2001:db8::1"));
        builder.AddEmailAddress("a@leaf.test");
        builder.AddUri(new Uri("https://leaf.test/a"));

        AssertSame(builder.Build(), ExtensionDraft.AlternativeNames(
            GeneralNameDraft.Dns("leaf.test"), GeneralNameDraft.Ip(IPAddress.Parse("2001:db8::1")),
            GeneralNameDraft.Email("a@leaf.test"), GeneralNameDraft.Uri("https://leaf.test/a")));
    }

    [Fact]
    public void Addresses_of_issuers_and_lists_are_those_of_the_platform()
    {
        string[] uris = ["http://a.test/1", "http://b.test/2"];

        AssertSame(new X509AuthorityInformationAccessExtension([], uris), ExtensionDraft.CaIssuers(uris));
        AssertSame(
            CertificateRevocationListBuilder.BuildCrlDistributionPointExtension(["http://a.test/1"]),
            ExtensionDraft.RevocationListPoints("http://a.test/1"));
    }

    [Fact]
    public void Key_identifiers_are_those_of_the_platform()
    {
        byte[] identifier = [1, 2, 3];

        AssertSame(new X509SubjectKeyIdentifierExtension(identifier, critical: false),
            ExtensionDraft.SubjectKeyIdentifier(identifier));
        AssertSame(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(identifier),
            ExtensionDraft.AuthorityKeyIdentifier(identifier));
    }

    [Fact]
    public void Purposes_are_those_of_the_platform() => AssertSame(
        new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.1"), new("1.3.6.1.5.5.7.3.3")], critical: false),
        ExtensionDraft.ExtendedKeyUsage("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.3"));

    [Fact]
    public void OpenSSL_reads_every_form_of_name_constraint()
    {
        var text = TextOf("nameConstraints", ExtensionDraft.NameConstraints(
            [
                GeneralNameDraft.Dns("a.test"), GeneralNameDraft.Email(".b.test"), GeneralNameDraft.Uri("c.test"),
                GeneralNameDraft.IpRange(IPNetwork.Parse("10.16.0.0/12")),
            ],
            [
                GeneralNameDraft.Directory(CertificateDraft.NameOf("d", "e")),
                GeneralNameDraft.IpRange(IPNetwork.Parse("2001:db8::/33")),
            ]));

        Assert.Equal(
            [
                "X509v3 Name Constraints: critical", "Permitted:", "DNS:a.test", "email:.b.test", "URI:c.test",
                "IP:10.16.0.0/255.240.0.0", "Excluded:", "DirName:O = e, CN = d",
                "IP:2001:DB8:0:0:0:0:0:0/FFFF:FFFF:8000:0:0:0:0:0",
            ], text);
    }

    [Fact]
    public void OpenSSL_reads_the_policy_extensions()
    {
        var text = TextOf(
            "certificatePolicies,policyMappings,policyConstraints,inhibitAnyPolicy",
            ExtensionDraft.Policies("1.2.3", "1.2.4"), ExtensionDraft.PolicyMappings(("1.2.3", "1.2.5")),
            ExtensionDraft.PolicyConstraints(0, 2), ExtensionDraft.InhibitAnyPolicy(1));

        Assert.Equal(
            [
                "X509v3 Certificate Policies:", "Policy: 1.2.3", "Policy: 1.2.4",
                "X509v3 Policy Mappings: critical", "1.2.3:1.2.5",
                "X509v3 Policy Constraints: critical", "Require Explicit Policy:0, Inhibit Policy Mapping:2",
                "X509v3 Inhibit Any Policy: critical", "1",
            ], text);
    }

    private static void AssertSame(X509Extension expected, ExtensionDraft actual) => Assert.Equal(
        (expected.Oid!.Value, expected.Critical, Convert.ToHexString(expected.RawData)),
        (actual.Oid, actual.IsCritical, Convert.ToHexString(actual.Value)));

    private static string[] TextOf(string names, params ExtensionDraft[] extensions)
    {
        using var key = SigningKey.Create();
        using var openSsl = new OpenSslCommand();
        openSsl.Write("leaf.pem", Drafts.Leaf(key, extensions).SignWith(key));
        return openSsl.Run("x509", "-in", "leaf.pem", "-noout", "-ext", names)
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }
}
