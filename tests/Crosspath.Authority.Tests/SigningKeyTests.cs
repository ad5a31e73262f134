using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Crosspath.Authority.Tests;

public sealed class SigningKeyTests
{
    public static TheoryData<SigningKeyKind> Kinds => CertificateDraftTests.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Key_identifiers_are_those_that_the_platform_computes(SigningKeyKind kind)
    {
        using var key = SigningKey.Create(kind);
        var publicKey = PublicKey.CreateFromSubjectPublicKeyInfo(key.PublicKeyInfo.Span, out _);

        Assert.Equal(
            Identifier(X509SubjectKeyIdentifierHashAlgorithm.Sha1), Convert.ToHexString(key.KeyIdentifier));
        Assert.Equal(
            Identifier(X509SubjectKeyIdentifierHashAlgorithm.ShortSha256),
            Convert.ToHexString(key.Sha256KeyIdentifier));

        string? Identifier(X509SubjectKeyIdentifierHashAlgorithm hash) =>
            new X509SubjectKeyIdentifierExtension(publicKey, hash, critical: false).SubjectKeyIdentifier;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_exported_key_is_the_one_that_signs(SigningKeyKind kind)
    {
        using var key = SigningKey.Create(kind);
        using AsymmetricAlgorithm imported = kind == SigningKeyKind.Rsa2048 ? RSA.Create() : ECDsa.Create();

        imported.ImportFromPem(key.ExportPkcs8Pem());

        Assert.Equal(key.PublicKeyInfo.ToArray(), imported.ExportSubjectPublicKeyInfo());
    }

    [Fact]
    public void A_key_on_a_curve_that_nobody_signs_on_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.brainpoolP256r1);

        Assert.Throws<ArgumentException>(() => SigningKey.Of(key));
    }
}
