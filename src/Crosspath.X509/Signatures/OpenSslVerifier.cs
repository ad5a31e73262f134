using Microsoft.Win32.SafeHandles;

namespace Crosspath.X509.Signatures;

/// <summary>A key that libcrypto imported.</summary>
internal sealed class OpenSslVerifier : SafeHandleZeroOrMinusOneIsInvalid, IKeyVerifier
{
    private OpenSslVerifier(nint key) : base(ownsHandle: true) => SetHandle(key);

    /// <summary>Null when libcrypto is missing or refuses the key.</summary>
    public static OpenSslVerifier? Import(ReadOnlySpan<byte> subjectPublicKeyInfo) =>
        OpenSsl.ImportKey(subjectPublicKeyInfo) is var key and not 0 ? new OpenSslVerifier(key) : null;

    public bool? Verify(SignatureAlgorithm algorithm, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        var held = false;
        try
        {
            DangerousAddRef(ref held);
            return OpenSsl.Verify(handle, algorithm, message, signature);
        }
        finally
        {
            if (held) DangerousRelease();
        }
    }

    protected override bool ReleaseHandle()
    {
        OpenSsl.FreeKey(handle);
        return true;
    }
}
