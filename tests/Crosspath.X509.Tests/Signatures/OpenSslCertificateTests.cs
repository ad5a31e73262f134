using System.Formats.Asn1;

namespace Crosspath.X509.Tests.Signatures;

/// <summary>Keys, signatures and their encodings that OpenSSL made are judged as OpenSSL meant them.</summary>
public sealed class OpenSslCertificateTests
{
    private const string Pss = "-sigopt rsa_padding_mode:pss";

    [Theory]
    [InlineData("RSA-512", "sha1WithRSAEncryption", "-newkey rsa:512 -sha1")]
    [InlineData("RSA-1023", "sha256WithRSAEncryption", "-newkey rsa:1023 -sha256")]
    [InlineData("RSA-2048", "sha224WithRSAEncryption", "-newkey rsa:2048 -sha224")]
    [InlineData("RSA-2048", "md5WithRSAEncryption", "-newkey rsa:2048 -md5")]
    [InlineData("RSA-2048", "ripemd160WithRSA", "-newkey rsa:2048 -ripemd160")]
    [InlineData("RSA-2048", "sha512-256WithRSAEncryption", "-newkey rsa:2048 -sha512-256")]
    [InlineData("RSA-2048", "sha512WithRSAEncryption", "-newkey rsa:2048 -pkeyopt rsa_keygen_pubexp:3 -sha512")]
    [InlineData("EC-P-192", "ecdsa-with-SHA1", "-newkey ec -pkeyopt ec_paramgen_curve:P-192 -sha1")]
    [InlineData("EC-P-224", "ecdsa-with-SHA224", "-newkey ec -pkeyopt ec_paramgen_curve:P-224 -sha224")]
    [InlineData("EC-P-256", "ecdsa-with-SHA512", "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -sha512")]
    [InlineData("EC-P-521", "ecdsa-with-SHA256", "-newkey ec -pkeyopt ec_paramgen_curve:P-521 -sha256")]
    [InlineData("EC-P-256", "ecdsa-with-SHA3-256", "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -sha3-256")]
    [InlineData("EC-secp256k1", "ecdsa-with-SHA256", "-newkey ec -pkeyopt ec_paramgen_curve:secp256k1 -sha256")]
    [InlineData("EC-brainpoolP256r1", "ecdsa-with-SHA256", "-newkey ec -pkeyopt ec_paramgen_curve:brainpoolP256r1")]
    [InlineData("EC-brainpoolP512t1", "ecdsa-with-SHA512",
        "-newkey ec -pkeyopt ec_paramgen_curve:brainpoolP512t1 -sha512")]
    [InlineData("EC-B-233", "ecdsa-with-SHA256", "-newkey ec -pkeyopt ec_paramgen_curve:B-233 -sha256")]
    [InlineData("EC-explicit", "ecdsa-with-SHA256",
        "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -pkeyopt ec_param_enc:explicit -sha256")]
    [InlineData("Ed25519", "Ed25519", "-newkey ed25519")]
    [InlineData("Ed448", "Ed448", "-newkey ed448")]
    [InlineData("RSA-2048", "RSASSA-PSS (SHA-256, salt 32)",
        $"-newkey rsa:2048 -sha256 {Pss} -sigopt rsa_pss_saltlen:32")]
    [InlineData("RSA-2048", "RSASSA-PSS (SHA-1, salt 20)",
        $"-newkey rsa:2048 -sha1 {Pss} -sigopt rsa_pss_saltlen:20")]
    [InlineData("RSA-2048", "RSASSA-PSS (SHA-256, salt 0)",
        $"-newkey rsa:2048 -sha256 {Pss} -sigopt rsa_pss_saltlen:0")]
    [InlineData("RSA-2048", "RSASSA-PSS (SHA-384, MGF1 with SHA-1, salt 11)",
        $"-newkey rsa:2048 -sha384 {Pss} -sigopt rsa_pss_saltlen:11 -sigopt rsa_mgf1_md:sha1")]
    [InlineData("RSA-PSS-2048", "RSASSA-PSS (SHA-512, salt 64)",
        $"-newkey rsa-pss -sha512 {Pss} -sigopt rsa_pss_saltlen:64")]
    [InlineData("RSA-PSS-2048", "RSASSA-PSS (SHA-256, salt 40)",
        "-newkey rsa-pss -pkeyopt rsa_pss_keygen_md:sha256 -pkeyopt rsa_pss_keygen_mgf1_md:sha256 "
        + $"-pkeyopt rsa_pss_keygen_saltlen:32 -sha256 {Pss} -sigopt rsa_pss_saltlen:40")]
    public void A_certificate_by_OpenSSL_verifies_and_not_when_a_bit_is_wrong(
        string keyType, string algorithm, string options)
    {
        using var openSsl = new OpenSslTool();
        var certificate = openSsl.SelfSigned(options);

        using var key = PublicKey.Import(certificate.KeyInfo);

        Assert.Null(key.Unusable);
        Assert.Equal(keyType, key.KeyType);
        Assert.Equal(algorithm, SignatureAlgorithms.NameOf(certificate.Algorithm));
        AssertOnlyTheOriginalVerifies(certificate, key);
    }

    [Fact]
    public void A_compressed_point_is_a_key()
    {
        using var openSsl = new OpenSslTool();
        openSsl.Run("ecparam -genkey -name prime256v1 -conv_form compressed -noout -out key.pem");
        var certificate = openSsl.SelfSigned("-key key.pem -sha256");

        using var key = PublicKey.Import(certificate.KeyInfo);

        AssertOnlyTheOriginalVerifies(certificate, key);
    }

    [Theory]
    [InlineData("dsa-with-SHA1", "-sha1")]
    [InlineData("dsa-with-SHA224", "-sha224")]
    [InlineData("dsa-with-SHA256", "-sha256")]
    public void A_DSA_certificate_verifies_and_not_when_a_bit_is_wrong(string algorithm, string options)
    {
        using var openSsl = new OpenSslTool();
        openSsl.Run("dsaparam -genkey -noout -out key.pem 1024");
        var certificate = openSsl.SelfSigned($"-key key.pem {options}");

        using var key = PublicKey.Import(certificate.KeyInfo);

        Assert.Equal("DSA-1024", key.KeyType);
        Assert.Equal(algorithm, SignatureAlgorithms.NameOf(certificate.Algorithm));
        AssertOnlyTheOriginalVerifies(certificate, key);
    }

    [Theory]
    [InlineData("-sha256", "sha256", 32)]
    [InlineData("-sha384", "sha384", 32)]
    [InlineData("-sha256", "sha1", 32)]
    [InlineData("-sha256", "sha256", 31)]
    public void A_PSS_key_with_restrictions_refuses_what_they_exclude(string hash, string mask, int salt)
    {
        using var openSsl = new OpenSslTool();
        openSsl.Run("genrsa -out key.pem 2048");
        var restricted = PssKeyOf(
            openSsl.SelfSigned($"-key key.pem -sha256 {Pss} -sigopt rsa_mgf1_md:sha256 -sigopt rsa_pss_saltlen:32"));
        var certificate = openSsl.SelfSigned(
            $"-key key.pem {hash} {Pss} -sigopt rsa_mgf1_md:{mask} -sigopt rsa_pss_saltlen:{salt}");
        var allowed = hash == "-sha256" && mask == "sha256" && salt >= 32;

        Assert.Equal(SignatureVerdict.Valid, certificate.VerifyUnder(certificate.KeyInfo));
        Assert.Equal(allowed ? SignatureVerdict.Valid : SignatureVerdict.Bad, certificate.VerifyUnder(restricted));
    }

    [Fact]
    public void A_PSS_key_makes_no_other_RSA_signatures()
    {
        using var openSsl = new OpenSslTool();
        openSsl.Run("genrsa -out key.pem 2048");
        var key = PssKeyOf(openSsl.SelfSigned($"-key key.pem -sha256 {Pss}"));
        var certificate = openSsl.SelfSigned("-key key.pem -sha256");

        Assert.Equal(SignatureVerdict.Valid, certificate.VerifyUnder(certificate.KeyInfo));
        Assert.Equal(SignatureVerdict.Bad, certificate.VerifyUnder(key));
    }

    // The key of a certificate, limited to the parameters of its signature: the two AlgorithmIdentifiers are alike.
    private static byte[] PssKeyOf(SignedCertificate certificate)
    {
        var key = new AsnReader(certificate.KeyInfo, AsnEncodingRules.DER).ReadSequence();
        key.ReadEncodedValue();
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(certificate.Algorithm);
            writer.WriteEncodedValue(key.ReadEncodedValue().Span);
        }
        return writer.Encode();
    }

    private static void AssertOnlyTheOriginalVerifies(SignedCertificate certificate, PublicKey key)
    {
        var otherText = certificate with { Tbs = SignedCertificate.Flip(certificate.Tbs) };
        var otherSignature = certificate with { Signature = SignedCertificate.Flip(certificate.Signature) };
        var shortSignature = certificate with { Signature = certificate.Signature[..^1] };
        var noSignature = certificate with { Signature = [] };

        Assert.Equal(SignatureVerdict.Valid, certificate.VerifyUnder(key));
        Assert.Equal(SignatureVerdict.Bad, otherText.VerifyUnder(key));
        Assert.Equal(SignatureVerdict.Bad, otherSignature.VerifyUnder(key));
        Assert.Equal(SignatureVerdict.Bad, shortSignature.VerifyUnder(key));
        Assert.Equal(SignatureVerdict.Bad, noSignature.VerifyUnder(key));
        Assert.NotEqual(SignatureVerdict.Valid, certificate.VerifyUnder(SignedCertificate.Flip(certificate.KeyInfo)));
    }
}
