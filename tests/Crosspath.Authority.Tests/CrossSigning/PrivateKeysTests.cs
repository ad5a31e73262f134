using Crosspath.X509;

namespace Crosspath.Authority.Tests.CrossSigning;

/// <summary>Keys as OpenSSL writes them, in every form.</summary>
public sealed class PrivateKeysTests : IDisposable
{
    private const string Secret = "correct horse";

    private readonly OpenSslCommand _openSsl = new();

    public static TheoryData<string, string> Forms => new()
    {
        { "EC -pkeyopt ec_paramgen_curve:P-256", "pkcs8 -topk8 -nocrypt -in key.pem -out out" },
        { "EC -pkeyopt ec_paramgen_curve:P-384", "pkcs8 -topk8 -nocrypt -in key.pem -outform DER -out out" },
        { "EC -pkeyopt ec_paramgen_curve:P-256", "ec -in key.pem -out out" },
        { "EC -pkeyopt ec_paramgen_curve:P-256", "ec -in key.pem -outform DER -out out" },
        { "EC -pkeyopt ec_paramgen_curve:P-521", "pkcs8 -topk8 -v2 aes256 -passout pass:PASS -in key.pem -out out" },
        { "RSA -pkeyopt rsa_keygen_bits:2048", "pkcs8 -topk8 -nocrypt -in key.pem -out out" },
        { "RSA -pkeyopt rsa_keygen_bits:2048", "rsa -traditional -in key.pem -out out" },
        { "RSA -pkeyopt rsa_keygen_bits:2048",
            "pkcs8 -topk8 -v2 aes128 -passout pass:PASS -in key.pem -outform DER -out out" },
        { "RSA-PSS -pkeyopt rsa_keygen_bits:2048", "pkcs8 -topk8 -nocrypt -in key.pem -out out" },
        { "Ed25519", "pkcs8 -topk8 -nocrypt -in key.pem -out out" },
        { "Ed25519", "pkcs8 -topk8 -v2 aes256 -passout pass:PASS -in key.pem -out out" },
        { "Ed448", "pkcs8 -topk8 -nocrypt -in key.pem -out out" },
        { "EC -pkeyopt ec_paramgen_curve:P-256",
            "pkcs12 -export -inkey key.pem -in cert.pem -passout pass:PASS -out out" },
        { "RSA -pkeyopt rsa_keygen_bits:2048",
            "pkcs12 -export -inkey key.pem -in cert.pem -passout pass:PASS -out out" },
        { "Ed25519", "pkcs12 -export -inkey key.pem -in cert.pem -passout pass:PASS -out out" },
    };

    public void Dispose() => _openSsl.Dispose();

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_key_of_any_form_signs_what_its_public_key_verifies(string algorithm, string conversion)
    {
        var (file, publicKeyInfo) = Make(algorithm, conversion);

        using var key = Assert.IsType<KeyOpening.Opened>(
            PrivateKeys.Open(file, publicKeyInfo, SignatureForm.Default, Secret)).Key;

        var signature = key.Sign("text"u8);
        using var verifier = PublicKey.Import(publicKeyInfo);
        Assert.Equal(SignatureVerdict.Valid, verifier.Verify(key.SignatureAlgorithm.Span, "text"u8, signature));
        Assert.Equal(SignatureVerdict.Bad, verifier.Verify(key.SignatureAlgorithm.Span, "test"u8, signature));
    }

    [Theory]
    [InlineData("pkcs8 -topk8 -v2 aes256 -passout pass:PASS -in key.pem -out out")]
    [InlineData("pkcs8 -topk8 -v2 aes256 -passout pass:PASS -in key.pem -outform DER -out out")]
    [InlineData("pkcs12 -export -inkey key.pem -in cert.pem -passout pass:PASS -out out")]
    public void Without_a_password_one_is_asked_for_and_a_wrong_one_is_told(string conversion)
    {
        var (file, publicKeyInfo) = Make("EC -pkeyopt ec_paramgen_curve:P-256", conversion);

        Assert.IsType<KeyOpening.NeedsPassword>(PrivateKeys.Open(file, publicKeyInfo, SignatureForm.Default));
        var wrong = Assert.IsType<KeyOpening.Unusable>(
            PrivateKeys.Open(file, publicKeyInfo, SignatureForm.Default, "wrong " + Secret));
        Assert.DoesNotContain(Secret, wrong.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_is_not_the_issuers_is_refused()
    {
        var (file, _) = Make("EC -pkeyopt ec_paramgen_curve:P-256", "pkcs8 -topk8 -nocrypt -in key.pem -out out");
        using var other = SigningKey.Create();

        var opening = PrivateKeys.Open(file, other.PublicKeyInfo, SignatureForm.Default);

        Assert.Contains("not that of the issuer", Assert.IsType<KeyOpening.Unusable>(opening).Reason,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMIGH\n-----END PRIVATE KEY-----\n")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIGH\n-----END CERTIFICATE-----\n")]
    [InlineData(
        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nMIGH\n-----END RSA "
            + "PRIVATE KEY-----\n")]
    public void What_is_no_key_is_told(string text)
    {
        using var key = SigningKey.Create();

        var opening = PrivateKeys.Open(
            System.Text.Encoding.ASCII.GetBytes(text), key.PublicKeyInfo, SignatureForm.Default);

        Assert.IsType<KeyOpening.Unusable>(opening);
    }

    [Fact]
    public void Bytes_of_any_kind_make_nothing_throw()
    {
        var (file, publicKeyInfo) = Make(
            "EC -pkeyopt ec_paramgen_curve:P-256",
                "pkcs12 -export -inkey key.pem -in cert.pem -passout pass:PASS -out out");
        var random = new Random(1);

        for (var i = 0; i < 300; i++)
        {
            var bent = file.ToArray();
            bent[random.Next(bent.Length)] ^= (byte)(1 << random.Next(8));
            var opening = PrivateKeys.Open(bent, publicKeyInfo, SignatureForm.Default, Secret);
            if (opening is KeyOpening.Opened opened) opened.Key.Dispose();
        }

        Assert.IsType<KeyOpening.Unusable>(
            PrivateKeys.Open(file.AsMemory(0, 100), publicKeyInfo, SignatureForm.Default, Secret));
    }

    /// <summary>A fresh Ed25519 key.</summary>
    internal static SigningKey Edwards()
    {
        using var openSsl = new OpenSslCommand();
        openSsl.Run("genpkey", "-algorithm", "Ed25519", "-out", "key.pem");
        openSsl.Run("pkey", "-in", "key.pem", "-pubout", "-outform", "DER", "-out", "key.spki");
        return Assert.IsType<KeyOpening.Opened>(PrivateKeys.Open(
            File.ReadAllBytes(Path.Combine(openSsl.Folder, "key.pem")),
            File.ReadAllBytes(Path.Combine(openSsl.Folder, "key.spki")), SignatureForm.Default)).Key;
    }

    private (byte[] File, byte[] PublicKeyInfo) Make(string algorithm, string conversion)
    {
        _openSsl.Run(["genpkey", "-algorithm", .. algorithm.Split(' '), "-out", "key.pem"]);
        _openSsl.Run("pkey", "-in", "key.pem", "-pubout", "-outform", "DER", "-out", "key.spki");
        _openSsl.Run("req", "-x509", "-key", "key.pem", "-subj", "/CN=key", "-out", "cert.pem");
        _openSsl.Run([.. conversion.Split(' ').Select(word => word.Replace("PASS", Secret, StringComparison.Ordinal))]);
        return (Read("out"), Read("key.spki"));
    }

    private byte[] Read(string name) => File.ReadAllBytes(Path.Combine(_openSsl.Folder, name));
}
