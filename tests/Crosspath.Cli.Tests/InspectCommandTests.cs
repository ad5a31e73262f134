using System.Text;
using Crosspath.Authority;

namespace Crosspath.Cli.Tests;

public sealed class InspectCommandTests : IDisposable
{
    private readonly CommandLine _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void JSON_has_the_fields_of_the_contract()
    {
        var leaf = _cli.WithDemo("bridge").Run("inspect bridge/leaf.pem --json").Json[0];

        string[] fields =
        [
            "sha256", "subject", "issuer", "serial", "notBefore", "notAfter", "keyId", "keyType", "signatureAlgorithm", "isCa",
            "pathLen", "keyUsage", "extendedKeyUsage", "subjectKeyId", "authorityKeyId", "dnsNames", "aia", "crl", "findings",
        ];
        Assert.All(fields, field => Assert.True(leaf.TryGetProperty(field, out _), field));
        Assert.Equal("EC-P-256", leaf.GetProperty("keyType").GetString());
        Assert.Equal("www.demo.test", leaf.GetProperty("dnsNames")[0].GetString());
    }

    [Fact]
    public void The_tree_shows_every_element_at_its_place()
    {
        var tree = _cli.WithDemo("bridge").Run("inspect bridge/leaf.pem --asn1").Output;

        Assert.Contains("OBJECT IDENTIFIER 2.5.29.17 (subjectAltName)", tree, StringComparison.Ordinal);
        Assert.Contains("UTF8String www.demo.test", tree, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello\n")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    [InlineData("\u0030\u0082\u0005")]
    public void Input_without_a_certificate_is_one_line_and_exit_code_2(string content)
    {
        _cli.File("odd", Encoding.Latin1.GetBytes(content));

        var result = _cli.Run("inspect odd --json");

        Assert.Equal(2, result.ExitCode);
        Assert.Single(result.ErrorLines);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void A_hostile_name_reaches_the_terminal_harmless()
    {
        using var key = SigningKey.Create();
        var evil = new CertificateDraft
        {
            Subject = CertificateDraft.NameOf("\u001b[2Jevil\u202e<script>\r\nfake line"),
            Issuer = CertificateDraft.NameOf("\u001b]0;owned\u0007"),
            PublicKeyInfo = key.PublicKeyInfo,
            NotBefore = DateTimeOffset.UnixEpoch,
            NotAfter = DateTimeOffset.UnixEpoch.AddYears(100),
            SerialNumber = CertificateDraft.RandomSerialNumber(),
            Extensions = [ExtensionDraft.DnsNames("\u0007bell.test")],
        }.SignWith(key);
        _cli.File("evil.der", evil.Raw.ToArray());

        var outputs = new[] { "inspect evil.der", "inspect evil.der --asn1", "paths evil.der --roots evil.der --explain --dot evil.dot --svg evil.svg" }
            .Select(command => _cli.Run(command).Output)
            .ToList();
        outputs.Add(File.ReadAllText(_cli.PathOf("evil.dot")));

        Assert.All(outputs, output => Assert.DoesNotContain(output, character => character is '\u001b' or '\u0007' or '\u202e' or '\r'));
        Assert.DoesNotContain("<script>", File.ReadAllText(_cli.PathOf("evil.svg")), StringComparison.Ordinal);
    }
}
