using System.Formats.Asn1;
using System.IO.Compression;
using System.Security.Cryptography;
using Crosspath.Testing;

namespace Crosspath.X509.Tests.Signatures;

public sealed class RealCertificateTests
{
    [Fact]
    public void A_DSA_key_without_parameters_takes_those_of_its_issuer()
    {
        // PKITS section 4.1.5
        var root = Pkits("TrustAnchorRootCertificate");
        var parent = Pkits("DSACACert");
        var child = Pkits("DSAParametersInheritedCACert");
        var leaf = Pkits("ValidDSAParameterInheritanceTest5EE");
        using var parentKey = PublicKey.Import(parent.KeyInfo);
        using var childKey = PublicKey.Import(child.KeyInfo);
        using var rootKey = PublicKey.Import(root.KeyInfo);

        using var inherited = childKey.WithDsaParametersOf(parentKey);

        Assert.True(childKey.LacksDsaParameters);
        Assert.Equal("DSA", childKey.KeyType);
        Assert.Equal(SignatureVerdict.Unverifiable, leaf.VerifyUnder(childKey));
        Assert.False(inherited.LacksDsaParameters);
        Assert.Equal("DSA-1024", inherited.KeyType);
        Assert.Equal(SignatureVerdict.Valid, leaf.VerifyUnder(inherited));
        Assert.Equal(SignatureVerdict.Valid, child.VerifyUnder(parentKey));
        Assert.Same(parentKey, parentKey.WithDsaParametersOf(parentKey));
        Assert.Same(childKey, childKey.WithDsaParametersOf(childKey));
        Assert.Same(childKey, childKey.WithDsaParametersOf(rootKey));
    }

    [Fact]
    public void The_DSA_signatures_of_PKITS_are_judged_as_it_says()
    {
        // PKITS sections 4.1.4 and 4.1.6
        var issuer = Pkits("DSACACert");

        Assert.Equal(SignatureVerdict.Valid, Pkits("ValidDSASignaturesTest4EE").VerifyUnder(issuer.KeyInfo));
        Assert.Equal(SignatureVerdict.Bad, Pkits("InvalidDSASignatureTest6EE").VerifyUnder(issuer.KeyInfo));
    }

    [Fact]
    public void Self_issued_certificates_verify_as_OpenSSL_says()
    {
        using var openSsl = new OpenSslTool();
        var disputed = new List<string>();
        var verdicts = new Dictionary<SignatureVerdict, int>();
        foreach (var der in CaCertificates())
        {
            var certificate = TryRead(der);
            if (certificate is not { IsSelfIssued: true }) continue;
            var verdict = certificate.VerifyUnder(certificate.KeyInfo);
            verdicts[verdict] = verdicts.GetValueOrDefault(verdict) + 1;
            if (verdict == SignatureVerdict.Valid) continue;
            var theirs = OpenSslVerdict(openSsl, der);
            disputed.Add($"{Convert.ToHexStringLower(SHA256.HashData(der))[..16]} {verdict} {SignatureAlgorithms.NameOf(certificate.Algorithm)} {theirs}");
        }
        Assert.Fail(string.Join('\n', disputed) + string.Join(';', verdicts));
    }

    private static string OpenSslVerdict(OpenSslTool openSsl, byte[] der)
    {
        File.WriteAllBytes(Path.Combine(openSsl.Folder.FullName, "c.der"), der);
        openSsl.TryRun("x509 -inform DER -in c.der -out c.pem");
        return openSsl.TryRun("verify -check_ss_sig -no_check_time -partial_chain -trusted c.pem c.pem").Output;
    }

    private static SignedCertificate? TryRead(byte[] der)
    {
        try
        {
            return SignedCertificate.Read(der);
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    private static SignedCertificate Pkits(string name) => SignedCertificate.Read(
        File.ReadAllBytes(SharedData.PathOf("suites", "pkits", "certs", name + ".crt")));

    private static List<byte[]> CaCertificates()
    {
        using var file = File.OpenRead(SharedData.PathOf("data", "certificates", "ca.pem.gz"));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        var text = reader.ReadToEnd().AsSpan();
        var certificates = new List<byte[]>();
        while (System.Security.Cryptography.PemEncoding.TryFind(text, out var pem))
        {
            certificates.Add(Convert.FromBase64String(text[pem.Base64Data].ToString()));
            text = text[pem.Location.End..];
        }
        return certificates;
    }
}
