using Microsoft.Win32.SafeHandles;

namespace Crosspath.X509.Signatures;

/// <summary>A private key that libcrypto imported: for EdDSA, and RSA keys that are for PSS alone.</summary>
internal sealed class OpenSslSigner : SafeHandleZeroOrMinusOneIsInvalid
{
    private OpenSslSigner(nint key) : base(ownsHandle: true) => SetHandle(key);

    /// <summary>Null when libcrypto is missing or refuses the key.</summary>
    public static OpenSslSigner? Import(ReadOnlySpan<byte> pkcs8) =>
        OpenSsl.ImportPrivateKey(pkcs8) is var key and not 0 ? new OpenSslSigner(key) : null;

    /// <summary>The subjectPublicKeyInfo; null when libcrypto cannot tell it.</summary>
    public byte[]? PublicKeyInfo => Held(OpenSsl.ExportPublicKey);

    /// <summary>A signature; null when the key cannot make one of this algorithm.</summary>
    public byte[]? Sign(SignatureAlgorithm algorithm, ReadOnlyMemory<byte> message) =>
        Held(key => OpenSsl.Sign(key, algorithm, message.Span));

    protected override bool ReleaseHandle()
    {
        OpenSsl.FreeKey(handle);
        return true;
    }

    private byte[]? Held(Func<nint, byte[]?> use)
    {
        var held = false;
        try
        {
            DangerousAddRef(ref held);
            return use(handle);
        }
        finally
        {
            if (held) DangerousRelease();
        }
    }
}
