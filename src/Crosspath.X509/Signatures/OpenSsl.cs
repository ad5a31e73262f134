using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Crosspath.X509.Signatures;

/// <summary>
/// The seam to libcrypto, for what it can and .NET cannot: EdDSA, SHA-224, odd RSASSA-PSS parameters, compressed
/// points. Where no libcrypto is found, such signatures are unverifiable, and cannot be made.
/// </summary>
internal static unsafe class OpenSsl
{
    // Never without a version: macOS ends a process that loads its own libcrypto.dylib.
    private static readonly string[] FileNames =
    [
        "libcrypto.so.3", "libcrypto.so.1.1", "libcrypto.3.dylib", "libcrypto.1.1.dylib",
        "libcrypto-3-x64", "libcrypto-3-arm64", "libcrypto-3",
    ];

    private static readonly nint Library = Load();

    // openssl/x509.h, openssl/evp.h, openssl/err.h: the same in 1.1.1 and 3
    private static readonly delegate* unmanaged<nint, byte**, nint, nint> D2iPubKey =
        (delegate* unmanaged<nint, byte**, nint, nint>)Export("d2i_PUBKEY");
    private static readonly delegate* unmanaged<nint, void> PKeyFree =
        (delegate* unmanaged<nint, void>)Export("EVP_PKEY_free");
    private static readonly delegate* unmanaged<nint> ContextNew =
        (delegate* unmanaged<nint>)Export("EVP_MD_CTX_new");
    private static readonly delegate* unmanaged<nint, void> ContextFree =
        (delegate* unmanaged<nint, void>)Export("EVP_MD_CTX_free");
    private static readonly delegate* unmanaged<byte*, nint> DigestByName =
        (delegate* unmanaged<byte*, nint>)Export("EVP_get_digestbyname");
    private static readonly delegate* unmanaged<nint, nint*, nint, nint, nint, int> VerifyInit =
        (delegate* unmanaged<nint, nint*, nint, nint, nint, int>)Export("EVP_DigestVerifyInit");
    private static readonly delegate* unmanaged<nint, byte*, nuint, byte*, nuint, int> VerifyOnce =
        (delegate* unmanaged<nint, byte*, nuint, byte*, nuint, int>)Export("EVP_DigestVerify");
    private static readonly delegate* unmanaged<nint, byte**, nint, nint> D2iPrivateKey =
        (delegate* unmanaged<nint, byte**, nint, nint>)Export("d2i_AutoPrivateKey");
    private static readonly delegate* unmanaged<nint, byte**, int> I2dPubKey =
        (delegate* unmanaged<nint, byte**, int>)Export("i2d_PUBKEY");
    private static readonly delegate* unmanaged<nint, nint*, nint, nint, nint, int> SignInit =
        (delegate* unmanaged<nint, nint*, nint, nint, nint, int>)Export("EVP_DigestSignInit");
    private static readonly delegate* unmanaged<nint, byte*, nuint*, byte*, nuint, int> SignOnce =
        (delegate* unmanaged<nint, byte*, nuint*, byte*, nuint, int>)Export("EVP_DigestSign");
    private static readonly delegate* unmanaged<nint, byte*, byte*, int> SetOption =
        (delegate* unmanaged<nint, byte*, byte*, int>)Export("EVP_PKEY_CTX_ctrl_str");
    private static readonly delegate* unmanaged<void> ClearErrors =
        (delegate* unmanaged<void>)Export("ERR_clear_error");

    /// <summary>Whether a libcrypto with all that is needed was found.</summary>
    public static bool IsPresent { get; } = D2iPubKey != null && PKeyFree != null && ContextNew != null
        && ContextFree != null && DigestByName != null && VerifyInit != null && VerifyOnce != null && SetOption != null
        && ClearErrors != null;

    /// <summary>Whether it can sign, too.</summary>
    public static bool CanSign { get; } =
        IsPresent && D2iPrivateKey != null && I2dPubKey != null && SignInit != null && SignOnce != null;

    /// <summary>An EVP_PKEY for <see cref="FreeKey"/>; 0 when libcrypto is missing or refuses the key.</summary>
    public static nint ImportKey(ReadOnlySpan<byte> subjectPublicKeyInfo)
    {
        if (!IsPresent) return 0;
        fixed (byte* start = subjectPublicKeyInfo)
        {
            var position = start;
            var key = D2iPubKey(0, &position, subjectPublicKeyInfo.Length);
            ClearErrors();
            return key;
        }
    }

    public static void FreeKey(nint key) => PKeyFree(key);

    /// <summary>An EVP_PKEY that signs, for <see cref="FreeKey"/>; 0 when libcrypto is missing or refuses the
    /// key.</summary>
    /// <param name="pkcs8">PrivateKeyInfo (RFC 5208), not encrypted.</param>
    public static nint ImportPrivateKey(ReadOnlySpan<byte> pkcs8)
    {
        if (!CanSign) return 0;
        fixed (byte* start = pkcs8)
        {
            var position = start;
            var key = D2iPrivateKey(0, &position, pkcs8.Length);
            ClearErrors();
            return key;
        }
    }

    /// <summary>The subjectPublicKeyInfo of a key; null when it has none.</summary>
    public static byte[]? ExportPublicKey(nint key)
    {
        var length = I2dPubKey(key, null);
        if (length <= 0) return null;
        var encoded = new byte[length];
        fixed (byte* start = encoded)
        {
            var position = start;
            return I2dPubKey(key, &position) == length ? encoded : null;
        }
    }

    /// <summary>A signature; null when libcrypto has no such algorithm, or not with this key.</summary>
    public static byte[]? Sign(nint key, SignatureAlgorithm algorithm, ReadOnlySpan<byte> message)
    {
        var context = ContextNew();
        if (context == 0) return null;
        try
        {
            if (!Prepare(context, key, algorithm, SignInit)) return null;
            fixed (byte* text = message)
            {
                nuint length = 0;
                if (SignOnce(context, null, &length, text, (nuint)message.Length) != 1) return null;
                var signature = new byte[length];
                fixed (byte* value = signature)
                {
                    return SignOnce(context, value, &length, text, (nuint)message.Length) == 1
                        ? signature[..(int)length]
                        : null;
                }
            }
        }
        finally
        {
            ContextFree(context);
            ClearErrors();
        }
    }

    /// <summary>Null when libcrypto has no such algorithm, or not with this key.</summary>
    /// <param name="algorithm">Without a digest for keys that hash for themselves.</param>
    public static bool? Verify(
        nint key, SignatureAlgorithm algorithm, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        var context = ContextNew();
        if (context == 0) return null;
        try
        {
            if (!Prepare(context, key, algorithm, VerifyInit)) return null;
            fixed (byte* text = message, value = signature)
                return VerifyOnce(context, value, (nuint)signature.Length, text, (nuint)message.Length) == 1;
        }
        finally
        {
            ContextFree(context);
            ClearErrors(); // this thread's next caller may be .NET, which reports what it finds there
        }
    }

    private static bool Prepare(
        nint context, nint key, SignatureAlgorithm algorithm,
        delegate* unmanaged<nint, nint*, nint, nint, nint, int> begin)
    {
        nint keyContext = 0;
        nint digest = 0;
        if ((algorithm.Pss?.Digest ?? algorithm.Digest) is { } named)
        {
            fixed (byte* name = Text(named.OpenSslName)) digest = DigestByName(name);
            if (digest == 0) return false;
        }
        if (begin(context, &keyContext, digest, 0, key) != 1) return false;
        if (algorithm.Pss is not { } pss) return true;
        return Set(keyContext, "rsa_padding_mode", "pss")
            && Set(keyContext, "rsa_mgf1_md", pss.MaskDigest.OpenSslName)
            && Set(keyContext, "rsa_pss_saltlen", pss.SaltLength.ToString(CultureInfo.InvariantCulture));
    }

    private static bool Set(nint keyContext, string option, string setting)
    {
        fixed (byte* name = Text(option), value = Text(setting)) return SetOption(keyContext, name, value) == 1;
    }

    private static byte[] Text(string text) => Encoding.ASCII.GetBytes(text + '\0');

    // Not from the working directory: there anybody may have left a file of that name.
    private static nint Load()
    {
        const DllImportSearchPath Places = DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory;
        foreach (var name in FileNames)
            if (NativeLibrary.TryLoad(name, typeof(OpenSsl).Assembly, Places, out var library)) return library;
        return 0;
    }

    private static void* Export(string name) =>
        Library != 0 && NativeLibrary.TryGetExport(Library, name, out var address) ? (void*)address : null;
}
