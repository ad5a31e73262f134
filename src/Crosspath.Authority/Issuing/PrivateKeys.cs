using System.Formats.Asn1;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using Crosspath.X509;

namespace Crosspath.Authority;

/// <summary>Opens private keys, wherever they are kept: files in PEM or DER (PKCS#8, encrypted or not, PKCS#1, SEC 1),
/// PKCS#12, and tokens by PKCS#11.</summary>
public static class PrivateKeys
{
    private const string Engine = "pkcs11";

    /// <summary>Opens the key that belongs to a public key.</summary>
    /// <param name="content">The file's.</param>
    /// <param name="publicKeyInfo">Whose key is wanted.</param>
    /// <param name="form">How it is to sign.</param>
    /// <param name="password">Null when there is none.</param>
    public static KeyOpening Open(
        ReadOnlyMemory<byte> content, ReadOnlyMemory<byte> publicKeyInfo, SignatureForm form, string? password = null)
    {
        var blocks = PrivateKeyBlocks.Read(content, password);
        if (blocks.Problem is { } problem) return new KeyOpening.Unusable(problem);
        try
        {
            if (blocks.Keys.Count == 0 && blocks.IsLocked) return new KeyOpening.NeedsPassword();
            return Choose(blocks, publicKeyInfo, form);
        }
        finally
        {
            foreach (var key in blocks.Keys) CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Opens a key in a token, by OpenSSL's PKCS#11 provider or engine; the token's module is configured
    /// there.</summary>
    /// <param name="uri">RFC 7512: <c>pkcs11:token=…;object=…</c>, without a PIN.</param>
    /// <param name="publicKeyInfo">Whose key is wanted.</param>
    /// <param name="form">How it is to sign.</param>
    /// <param name="pin">Null when the token asks for none, or OpenSSL's configuration has it.</param>
    public static KeyOpening OpenToken(
        string uri, ReadOnlyMemory<byte> publicKeyInfo, SignatureForm form, string? pin = null)
    {
        if (OperatingSystem.IsWindows())
            return new KeyOpening.Unusable("PKCS#11 is reached through OpenSSL, which is not used here");
        var type = PublicKey.DescribeKeyType(publicKeyInfo.Span);
        if (!type.StartsWith("RSA", StringComparison.Ordinal) && !type.StartsWith("EC-", StringComparison.Ordinal))
            return new KeyOpening.Unusable($"keys of the type {type} are not used from tokens; sign detached (--tbs)");
        try
        {
            var separator = uri.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            using var handle = OpenHandle(pin is null ? uri : $"{uri}{separator}pin-value={Uri.EscapeDataString(pin)}");
            AsymmetricAlgorithm key = type.StartsWith("RSA", StringComparison.Ordinal)
                ? new RSAOpenSsl(handle)
                : new ECDsaOpenSsl(handle);
            if (Fit(new PlatformSigner(key, isExportable: false), publicKeyInfo, form) is { } opened) return opened;
            return new KeyOpening.Unusable("the token's key is not that of the issuer's certificate");
        }
        catch (Exception e) when (e is CryptographicException or PlatformNotSupportedException or ArgumentException)
        {
            // OpenSSL's own words may repeat the address, and with it the PIN.
            return new KeyOpening.Unusable("the token's key cannot be opened by OpenSSL's PKCS#11 provider or engine; "
                + "check the address, the PIN, and the module (PKCS11_MODULE_PATH)");
        }
    }

    [UnsupportedOSPlatform("windows")]
    private static SafeEvpPKeyHandle OpenHandle(string uri)
    {
        try
        {
            return SafeEvpPKeyHandle.OpenPrivateKeyFromEngine(Engine, uri);
        }
        catch (Exception e) when (e is CryptographicException or PlatformNotSupportedException)
        {
            return SafeEvpPKeyHandle.OpenKeyFromProvider(Engine, uri);
        }
    }

    private static KeyOpening Choose(PrivateKeyBlocks blocks, ReadOnlyMemory<byte> publicKeyInfo, SignatureForm form)
    {
        string? problem = null;
        foreach (var pkcs8 in blocks.Keys)
        {
            try
            {
                if (Import(pkcs8) is not { } signer) problem = "the platform cannot use keys of this kind";
                else if (Fit(signer, publicKeyInfo, form) is { } opened) return opened;
                else problem ??= "the key is not that of the issuer's certificate";
            }
            catch (Exception e) when (
                e is CryptographicException or PlatformNotSupportedException or AsnContentException)
            {
                problem ??= "the key cannot be imported";
            }
        }
        return new KeyOpening.Unusable(problem ?? "holds no private key");
    }

    private static KeyOpening.Opened? Fit(ISigner signer, ReadOnlyMemory<byte> publicKeyInfo, SignatureForm form)
    {
        // The certificate's own words decide: its RSA key may be for PSS alone.
        if (SigningKey.IsSameKey(signer.PublicKeyInfo, publicKeyInfo)
            && form.AlgorithmFor(publicKeyInfo.Span) is { } algorithm)
            return new KeyOpening.Opened(new SigningKey(signer, algorithm));
        signer.Dispose();
        return null;
    }

    private static ISigner? Import(byte[] pkcs8)
    {
        var algorithm = new AsnReader(pkcs8, AsnEncodingRules.BER).ReadSequence();
        algorithm.ReadInteger();
        var oid = algorithm.ReadSequence().ReadObjectIdentifier();
        switch (oid)
        {
            case "1.2.840.113549.1.1.1":
                var rsa = RSA.Create();
                rsa.ImportPkcs8PrivateKey(pkcs8, out _);
                return new PlatformSigner(rsa);
            case "1.2.840.10045.2.1":
                var ecdsa = ECDsa.Create();
                ecdsa.ImportPkcs8PrivateKey(pkcs8, out _);
                return new PlatformSigner(ecdsa);
            case "2.16.840.1.101.3.4.3.17" or "2.16.840.1.101.3.4.3.18" or "2.16.840.1.101.3.4.3.19":
                return PostQuantumSigner.Import(pkcs8);
            default:
                return LibcryptoSigner.Import(pkcs8);
        }
    }
}
