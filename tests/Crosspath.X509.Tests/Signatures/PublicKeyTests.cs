using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;

namespace Crosspath.X509.Tests.Signatures;

public sealed class PublicKeyTests
{
    private const string Sha256WithRsa = "1.2.840.113549.1.1.11";
    private const string EcdsaWithSha256 = "1.2.840.10045.4.3.2";

    private static readonly byte[] Message = Encoding.ASCII.GetBytes("to be signed");

    [Theory]
    [InlineData("1.2.840.113549.1.1.4", "MD5")]
    [InlineData("1.3.14.3.2.3", "MD5")]
    [InlineData("1.2.840.113549.1.1.5", "SHA1")]
    [InlineData("1.3.14.3.2.29", "SHA1")]
    [InlineData("1.2.840.113549.1.1.11", "SHA256")]
    [InlineData("1.2.840.113549.1.1.12", "SHA384")]
    [InlineData("1.2.840.113549.1.1.13", "SHA512")]
    public void An_RSA_signature_verifies_with_and_without_NULL_parameters(string oid, string hash)
    {
        using var rsa = RSA.Create(1024);
        var signature = rsa.SignData(Message, new HashAlgorithmName(hash), RSASignaturePadding.Pkcs1);

        using var key = PublicKey.Import(rsa.ExportSubjectPublicKeyInfo());

        Assert.Equal(SignatureVerdict.Valid, key.Verify(Identifier(oid), Message, signature));
        Assert.Equal(SignatureVerdict.Valid, key.Verify(Identifier(oid, "0500"), Message, signature));
        Assert.Equal(SignatureVerdict.Bad, key.Verify(Identifier(oid), Flip(Message), signature));
        Assert.Equal(SignatureVerdict.Bad, key.Verify(Identifier(oid), Message, Flip(signature)));
    }

    [Fact]
    public void A_signature_under_another_hash_is_bad()
    {
        using var rsa = RSA.Create(1024);
        var signature = rsa.SignData(Message, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1);

        using var key = PublicKey.Import(rsa.ExportSubjectPublicKeyInfo());

        Assert.Equal(SignatureVerdict.Bad, key.Verify(Identifier(Sha256WithRsa), Message, signature));
    }

    [Fact]
    public void PSS_parameters_default_to_SHA_1_and_a_salt_of_20()
    {
        using var rsa = RSA.Create(1024);
        var signature = rsa.SignData(Message, HashAlgorithmName.SHA1, RSASignaturePadding.Pss);
        var algorithm = Identifier("1.2.840.113549.1.1.10", "3000");

        using var key = PublicKey.Import(rsa.ExportSubjectPublicKeyInfo());

        Assert.Equal("RSASSA-PSS (SHA-1, salt 20)", SignatureAlgorithms.NameOf(algorithm));
        Assert.Equal(SignatureVerdict.Valid, key.Verify(algorithm, Message, signature));
        Assert.Equal(SignatureVerdict.Bad, key.Verify(algorithm, Flip(Message), signature));
    }

    [Theory]
    [InlineData("")] // RFC 4055 section 3.1: they must be there
    [InlineData("0500")]
    [InlineData("3005" + "A303020102")] // a trailer other than 1
    [InlineData("3005" + "A2030201FF")] // a salt of -1
    [InlineData("3008" + "A206020401000000")] // a salt of 16 million octets
    [InlineData("3009" + "A0073005" + "06032A0304")] // a hash that nobody knows
    [InlineData("3005" + "A403020101")] // a field that nobody knows
    [InlineData("3005" + "A2030201")] // truncated
    public void PSS_parameters_that_are_not_understood_leave_a_signature_unverifiable(string parameters)
    {
        using var rsa = RSA.Create(1024);
        var signature = rsa.SignData(Message, HashAlgorithmName.SHA1, RSASignaturePadding.Pss);

        using var key = PublicKey.Import(rsa.ExportSubjectPublicKeyInfo());

        var verdict = key.Verify(Identifier("1.2.840.113549.1.1.10", parameters), Message, signature);
        Assert.Equal(SignatureVerdict.Unverifiable, verdict);
    }

    [Theory]
    [InlineData("1.2.840.113549.1.1.2")] // MD2
    [InlineData("1.2.840.113549.1.1.3")] // MD4
    [InlineData("1.3.14.3.2.15")] // SHA-0
    [InlineData("1.2.643.7.1.1.3.2")] // GOST
    [InlineData("1.2.3.4")]
    public void An_algorithm_out_of_reach_is_unverifiable(string oid)
    {
        using var rsa = RSA.Create(1024);
        using var key = PublicKey.Import(rsa.ExportSubjectPublicKeyInfo());

        Assert.Equal(SignatureVerdict.Unverifiable, key.Verify(Identifier(oid, "0500"), Message, new byte[128]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("3000")]
    [InlineData("0500")]
    [InlineData("30020600")]
    [InlineData("300D06092A864886F70D01010B050000")]
    public void An_algorithm_identifier_that_is_none_is_unverifiable(string hex)
    {
        using var rsa = RSA.Create(1024);
        var signature = rsa.SignData(Message, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var key = PublicKey.Import(rsa.ExportSubjectPublicKeyInfo());

        Assert.Equal(SignatureVerdict.Unverifiable, key.Verify(Convert.FromHexString(hex), Message, signature));
        Assert.Equal("unreadable", SignatureAlgorithms.NameOf(Convert.FromHexString(hex)));
    }

    [Theory]
    [InlineData("1.2.840.113549.1.1.11")]
    [InlineData("1.2.840.113549.1.1.2")]
    [InlineData("1.2.840.113549.1.1.10")]
    [InlineData("1.2.840.10040.4.3")]
    [InlineData("1.3.101.112")]
    [InlineData("2.16.840.1.101.3.4.3.17")]
    public void A_signature_of_another_kind_than_the_key_is_bad(string oid)
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var signature = ecdsa.SignData(Message, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        using var key = PublicKey.Import(ecdsa.ExportSubjectPublicKeyInfo());

        Assert.Equal(SignatureVerdict.Valid, key.Verify(Identifier(EcdsaWithSha256), Message, signature));
        Assert.Equal(SignatureVerdict.Bad, key.Verify(Identifier(oid), Message, signature));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("3000")]
    [InlineData("30060201000201FF")]
    [InlineData("3006020100020100")]
    [InlineData("30849999999902")]
    [InlineData("FFFFFFFFFFFFFFFF")]
    public void A_malformed_ECDSA_signature_is_bad(string hex)
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var key = PublicKey.Import(ecdsa.ExportSubjectPublicKeyInfo());

        var verdict = key.Verify(Identifier(EcdsaWithSha256), Message, Convert.FromHexString(hex));
        Assert.Equal(SignatureVerdict.Bad, verdict);
    }

    [Theory]
    [InlineData(16392, "010001", "the RSA modulus has 16392 bits, more than 16384")]
    [InlineData(4096, "01000000000000000001", "the RSA exponent has 73 bits, more than 64")]
    [InlineData(2048, "01", "the RSA exponent is even or 1")]
    [InlineData(2048, "010000", "the RSA exponent is even or 1")]
    [InlineData(2048, "00", "the RSA exponent is even or 1")]
    [InlineData(16, "010001", "the RSA exponent is longer than the modulus")]
    public void An_RSA_key_that_would_cost_too_much_or_prove_nothing_is_unusable(int bits, string exponent, string why)
    {
        var modulus = Enumerable.Repeat((byte)0xFF, bits / 8).ToArray();

        using var key = PublicKey.Import(RsaKeyInfo(modulus, Convert.FromHexString(exponent)));

        Assert.Equal($"RSA-{bits}", key.KeyType);
        Assert.Equal(why, key.Unusable);
        var verdict = key.Verify(Identifier(Sha256WithRsa), Message, new byte[bits / 8]);
        Assert.Equal(SignatureVerdict.Unverifiable, verdict);
    }

    [Fact]
    public void An_RSA_key_of_16384_bits_is_used()
    {
        var modulus = Enumerable.Repeat((byte)0xFF, 2048).ToArray();

        using var key = PublicKey.Import(RsaKeyInfo(modulus, [1, 0, 1]));

        Assert.Null(key.Unusable);
        Assert.Equal(SignatureVerdict.Bad, key.Verify(Identifier(Sha256WithRsa), Message, new byte[2048]));
    }

    [Fact]
    public void An_RSA_modulus_without_its_leading_zero_is_not_negative()
    {
        using var rsa = RSA.Create(1024);
        var numbers = rsa.ExportParameters(false);
        var signature = rsa.SignData(Message, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var encoded = RsaKeyInfo(numbers.Modulus!, numbers.Exponent!, asTheyAre: true);

        using var key = PublicKey.Import(encoded);

        Assert.Equal("RSA-1024", key.KeyType);
        Assert.Equal(SignatureVerdict.Valid, key.Verify(Identifier(Sha256WithRsa), Message, signature));
    }

    [Theory]
    [InlineData("3009" + "3004" + "06022A03" + "030100", "unknown (1.2.3)", "the key's algorithm is not known")]
    [InlineData("300A" + "3005" + "06032B656E" + "030100", "X25519", "the key's algorithm makes no signatures")]
    [InlineData("3000", "unreadable", "it is not a SubjectPublicKeyInfo")]
    [InlineData("", "unreadable", "it is not a SubjectPublicKeyInfo")]
    [InlineData("300A" + "3005" + "06032B6570" + "030100", "Ed25519",
        "the platform lacks the algorithm or refuses the key")]
    public void A_key_that_cannot_be_used_says_why(string hex, string type, string why)
    {
        using var key = PublicKey.Import(Convert.FromHexString(hex));

        Assert.Equal(type, key.KeyType);
        Assert.Equal(why, key.Unusable);
        Assert.Equal(SignatureVerdict.Unverifiable, key.Verify(Identifier("1.3.101.112"), Message, new byte[64]));
    }

    [Fact]
    public void A_point_that_is_not_on_the_curve_is_no_key()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var encoded = ecdsa.ExportSubjectPublicKeyInfo();
        encoded[^1] ^= 1;

        using var key = PublicKey.Import(encoded);

        Assert.Equal("EC-P-256", key.KeyType);
        Assert.Equal("the platform lacks the algorithm or refuses the key", key.Unusable);
    }

    [Fact]
    public void A_key_is_not_kept_in_memory_when_it_is_larger_than_any()
    {
        using var key = PublicKey.Import(RsaKeyInfo(new byte[1_000_000], [1, 0, 1], asTheyAre: true));

        Assert.Equal("the key has 1000041 octets", key.Unusable);
    }

    private static byte[] Identifier(string oid, string parameters = "")
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteObjectIdentifier(oid);
        byte[] content = [.. writer.Encode(), .. Convert.FromHexString(parameters)];
        return [0x30, (byte)content.Length, .. content];
    }

    private static byte[] Flip(byte[] bytes) => SignedCertificate.Flip(bytes);

    private static byte[] RsaKeyInfo(byte[] modulus, byte[] exponent, bool asTheyAre = false)
    {
        var numbers = new AsnWriter(AsnEncodingRules.DER);
        using (numbers.PushSequence())
        {
            foreach (var number in new[] { modulus, exponent })
            {
                if (asTheyAre) WriteRawInteger(numbers, number);
                else numbers.WriteIntegerUnsigned(number);
            }
        }
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.2.840.113549.1.1.1");
                writer.WriteNull();
            }
            writer.WriteBitString(numbers.Encode());
        }
        return writer.Encode();
    }

    // An OCTET STRING has the same header but for its tag.
    private static void WriteRawInteger(AsnWriter writer, byte[] content)
    {
        var octets = new AsnWriter(AsnEncodingRules.DER);
        octets.WriteOctetString(content);
        var encoded = octets.Encode();
        encoded[0] = 0x02;
        writer.WriteEncodedValue(encoded);
    }
}
