using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Crosspath.X509;

/// <summary>
/// SHA-256 of short inputs. Hashing is most of what reading a certificate costs, and on OpenSSL 3 most of a short
/// hash is the look-up of the algorithm; the low-level functions have none. Where libcrypto lacks them, the platform's
/// one-shot serves.
/// </summary>
internal static unsafe class Sha256Digest
{
    // SHA256_CTX of openssl/sha.h has 112 bytes.
    private const int ContextSize = 128;

    // Past this a pause of the garbage collector for the call's length would be felt.
    private const int LongInput = 16 * 1024;

    private static readonly nint Library = Load();
    private static readonly delegate* unmanaged[SuppressGCTransition]<byte*, int> Init =
        (delegate* unmanaged[SuppressGCTransition]<byte*, int>)Export("SHA256_Init");
    private static readonly delegate* unmanaged[SuppressGCTransition]<byte*, byte*, nuint, int> Update =
        (delegate* unmanaged[SuppressGCTransition]<byte*, byte*, nuint, int>)Export("SHA256_Update");
    private static readonly delegate* unmanaged[SuppressGCTransition]<byte*, byte*, int> Final =
        (delegate* unmanaged[SuppressGCTransition]<byte*, byte*, int>)Export("SHA256_Final");

    /// <summary>Writes the 32 bytes of the digest.</summary>
    public static void Compute(ReadOnlySpan<byte> input, Span<byte> digest)
    {
        if (Init == null || Update == null || Final == null || input.Length > LongInput)
        {
            SHA256.HashData(input, digest);
            return;
        }
        if (digest.Length < Fingerprint.Size) throw new ArgumentException("32 bytes are needed.", nameof(digest));
        var context = stackalloc byte[ContextSize];
        fixed (byte* source = input, target = digest)
        {
            Init(context);
            Update(context, source, (nuint)input.Length);
            Final(target, context);
        }
    }

    private static nint Load() =>
        NativeLibrary.TryLoad("libcrypto.so.3", out var library) || NativeLibrary.TryLoad("libcrypto.so.1.1", out library)
            ? library
            : 0;

    private static void* Export(string name) =>
        Library != 0 && NativeLibrary.TryGetExport(Library, name, out var address) ? (void*)address : null;
}
