using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;

namespace Crosspath.X509.Tests.Signatures;

#pragma warning disable SYSLIB5006 // .NET 10 marks parts of ML-DSA and all of SLH-DSA as experimental

/// <summary>Algorithms that some platforms lack: full service where they are there, no verdict where they are not.</summary>
public sealed class PlatformKeyTests
{
    private static readonly byte[] Message = Encoding.ASCII.GetBytes("to be signed");

    [Theory]
    [InlineData("ML-DSA-44", "2.16.840.1.101.3.4.3.17", 1312, 2420)]
    [InlineData("ML-DSA-65", "2.16.840.1.101.3.4.3.18", 1952, 3309)]
    [InlineData("ML-DSA-87", "2.16.840.1.101.3.4.3.19", 2592, 4627)]
    public void ML_DSA_is_verified_where_the_platform_has_it(string name, string oid, int keySize, int signatureSize)
    {
        using var signer = MLDsa.IsSupported ? MLDsa.GenerateKey(Lattice(name)) : null;
        var keyInfo = signer?.ExportSubjectPublicKeyInfo() ?? KeyInfo(oid, new byte[keySize]);
        var signature = signer?.SignData(Message) ?? new byte[signatureSize];

        AssertJudged(name, oid, keyInfo, signature, signer is not null);
    }

    [Theory]
    [InlineData("SLH-DSA-SHA2-128f", "2.16.840.1.101.3.4.3.21", 32, 17088)]
    [InlineData("SLH-DSA-SHAKE-256f", "2.16.840.1.101.3.4.3.31", 64, 49856)]
    public void SLH_DSA_is_verified_where_the_platform_has_it(string name, string oid, int keySize, int signatureSize)
    {
        var algorithm = name.EndsWith("128f", StringComparison.Ordinal)
            ? SlhDsaAlgorithm.SlhDsaSha2_128f
            : SlhDsaAlgorithm.SlhDsaShake256f;
        using var signer = SlhDsa.IsSupported ? SlhDsa.GenerateKey(algorithm) : null;
        var keyInfo = signer?.ExportSubjectPublicKeyInfo() ?? KeyInfo(oid, new byte[keySize]);
        var signature = signer?.SignData(Message) ?? new byte[signatureSize];

        AssertJudged(name, oid, keyInfo, signature, signer is not null);
    }

    private static void AssertJudged(string name, string oid, byte[] keyInfo, byte[] signature, bool isSupported)
    {
        using var key = PublicKey.Import(keyInfo);
        var algorithm = Identifier(oid);

        Assert.Equal(name, key.KeyType);
        Assert.Equal(name, SignatureAlgorithms.NameOf(algorithm));
        Assert.Equal(isSupported, key.Unusable is null);
        var (good, bad) = isSupported
            ? (SignatureVerdict.Valid, SignatureVerdict.Bad)
            : (SignatureVerdict.Unverifiable, SignatureVerdict.Unverifiable);
        Assert.Equal(good, key.Verify(algorithm, Message, signature));
        Assert.Equal(bad, key.Verify(algorithm, SignedCertificate.Flip(Message), signature));
        Assert.Equal(bad, key.Verify(algorithm, Message, SignedCertificate.Flip(signature)));
    }

    private static MLDsaAlgorithm Lattice(string name) => name switch
    {
        "ML-DSA-44" => MLDsaAlgorithm.MLDsa44,
        "ML-DSA-65" => MLDsaAlgorithm.MLDsa65,
        _ => MLDsaAlgorithm.MLDsa87,
    };

    private static byte[] Identifier(string oid)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence()) writer.WriteObjectIdentifier(oid);
        return writer.Encode();
    }

    private static byte[] KeyInfo(string oid, byte[] key)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(Identifier(oid));
            writer.WriteBitString(key);
        }
        return writer.Encode();
    }
}
