using System.Formats.Asn1;
using System.IO.Compression;
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
    public void Self_issued_certificates_verify_under_their_own_key_unless_OpenSSL_says_no_too()
    {
        using var openSsl = new OpenSslTool();
        var judged = CaCertificates().Select(TryRead).OfType<SignedCertificate>().Where(one => one.IsSelfIssued)
            .ToLookup(one => one.VerifyUnder(one.KeyInfo));

        Assert.True(judged[SignatureVerdict.Valid].Count() > 1_000);
        Assert.All(judged[SignatureVerdict.Unverifiable],
            one => Assert.Equal("md2WithRSAEncryption", SignatureAlgorithms.NameOf(one.Algorithm)));
        // Real ones: issued by the same name with another key, or spoiled on purpose to block a root.
        Assert.NotEmpty(judged[SignatureVerdict.Bad]);
        Assert.All(judged[SignatureVerdict.Bad], one => Assert.Equal("Verification failure", Digest(openSsl, one)));
    }

    // What `openssl dgst` says to the bare signature; `openssl verify` would skip that of a trusted certificate.
    private static string Digest(OpenSslTool openSsl, SignedCertificate certificate)
    {
        var name = SignatureAlgorithms.NameOf(certificate.Algorithm);
        Assert.EndsWith("WithRSAEncryption", name);
        Write("key.der", certificate.KeyInfo);
        Write("signature", certificate.Signature);
        Write("text", certificate.Tbs);
        var options = $"-{name[..name.IndexOf('W')]} -keyform DER -verify key.der -signature signature text";
        return openSsl.TryRun("dgst " + options).Output.Split('\n')[0];

        void Write(string file, byte[] content) =>
            File.WriteAllBytes(Path.Combine(openSsl.Folder.FullName, file), content);
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
