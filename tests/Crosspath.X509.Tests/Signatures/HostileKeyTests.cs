using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;

namespace Crosspath.X509.Tests.Signatures;

/// <summary>No bytes make the import, the description or the verification of anything throw.</summary>
public sealed class HostileKeyTests
{
    // sha256WithRSAEncryption, ecdsa-with-SHA256, dsa-with-SHA256, RSASSA-PSS with defaults
    private static readonly byte[][] Algorithms =
    [
        Convert.FromHexString("300D06092A864886F70D01010B0500"),
        Convert.FromHexString("300A06082A8648CE3D040302"),
        Convert.FromHexString("300B0609608648016503040302"),
        Convert.FromHexString("300D06092A864886F70D01010A3000"),
    ];

    private static readonly byte[][] Keys = MakeKeys();

    [Fact]
    public void Random_bytes_are_an_unusable_key() =>
        Prop.ForAll<byte[]>(bytes =>
        {
            using var key = PublicKey.Import(bytes);
            return key.Unusable is not null && key.KeyType == PublicKey.DescribeKeyType(bytes);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_truncated_key_is_unusable()
    {
        foreach (var encoded in Keys)
        {
            for (var length = 0; length < encoded.Length; length++)
            {
                using var key = PublicKey.Import(encoded.AsSpan(0, length));
                Assert.Equal("it is not a SubjectPublicKeyInfo", key.Unusable);
            }
        }
    }

    [Fact]
    public void A_spoiled_key_verifies_nothing()
    {
        var spoiling =
            from encoded in Gen.Elements(Keys)
            from position in Gen.Choose(0, encoded.Length - 1)
            from value in Gen.Choose(0, 255)
            select (encoded, position, value);
        Prop.ForAll(spoiling.ToArbitrary(), change =>
        {
            var copy = change.encoded.ToArray();
            copy[change.position] = (byte)change.value;
            using var key = PublicKey.Import(copy);
            return Algorithms.All(algorithm =>
                key.Verify(algorithm, copy, copy) != SignatureVerdict.Valid);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));
    }

    [Fact]
    public void Random_algorithms_and_signatures_are_never_valid()
    {
        using var rsa = PublicKey.Import(Keys[0]);
        using var ec = PublicKey.Import(Keys[1]);
        Prop.ForAll<byte[], byte[]>((algorithm, signature) =>
        {
            _ = SignatureAlgorithms.NameOf(algorithm);
            return rsa.Verify(algorithm, signature, signature) == SignatureVerdict.Unverifiable
                && rsa.Verify(Algorithms[0], algorithm, signature) == SignatureVerdict.Bad
                && rsa.Verify(Algorithms[3], algorithm, signature) == SignatureVerdict.Bad
                && ec.Verify(Algorithms[1], algorithm, signature) == SignatureVerdict.Bad;
        }).QuickCheckThrowOnFailure();
    }

    private static byte[][] MakeKeys()
    {
        using var rsa = RSA.Create(1024);
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var explicitEc = ECDsa.Create();
        explicitEc.ImportParameters(ec.ExportExplicitParameters(false));
        using var dsa = DSA.Create(1024);
        return
        [
            rsa.ExportSubjectPublicKeyInfo(),
            ec.ExportSubjectPublicKeyInfo(),
            explicitEc.ExportSubjectPublicKeyInfo(),
            dsa.ExportSubjectPublicKeyInfo(),
        ];
    }
}
