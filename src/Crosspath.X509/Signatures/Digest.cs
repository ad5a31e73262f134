using System.Security.Cryptography;

namespace Crosspath.X509.Signatures;

/// <summary>A hash function that signatures are made over.</summary>
internal sealed class Digest
{
    /// <summary>Room for the longest digest.</summary>
    public const int MaxSize = 64;

    private readonly OneShot? _compute;

    private Digest(string name, string openSslName, int size, HashAlgorithmName? platformName, OneShot? compute) =>
        (Name, OpenSslName, Size, PlatformName, _compute) = (name, openSslName, size, platformName, compute);

    private delegate int OneShot(ReadOnlySpan<byte> source, Span<byte> destination);

    public static readonly Digest Md5 = new("MD5", "MD5", 16, HashAlgorithmName.MD5, MD5.HashData);
    public static readonly Digest Sha1 = new("SHA-1", "SHA1", 20, HashAlgorithmName.SHA1, SHA1.HashData);
    public static readonly Digest Sha256 = new("SHA-256", "SHA256", 32, HashAlgorithmName.SHA256, SHA256.HashData);
    public static readonly Digest Sha384 = new("SHA-384", "SHA384", 48, HashAlgorithmName.SHA384, SHA384.HashData);
    public static readonly Digest Sha512 = new("SHA-512", "SHA512", 64, HashAlgorithmName.SHA512, SHA512.HashData);

    public static readonly Digest Sha3Of256 = SHA3_256.IsSupported
        ? new("SHA3-256", "SHA3-256", 32, HashAlgorithmName.SHA3_256, SHA3_256.HashData)
        : OpenSslOnly("SHA3-256", "SHA3-256", 32);
    public static readonly Digest Sha3Of384 = SHA3_384.IsSupported
        ? new("SHA3-384", "SHA3-384", 48, HashAlgorithmName.SHA3_384, SHA3_384.HashData)
        : OpenSslOnly("SHA3-384", "SHA3-384", 48);
    public static readonly Digest Sha3Of512 = SHA3_512.IsSupported
        ? new("SHA3-512", "SHA3-512", 64, HashAlgorithmName.SHA3_512, SHA3_512.HashData)
        : OpenSslOnly("SHA3-512", "SHA3-512", 64);

    public static readonly Digest Sha224 = OpenSslOnly("SHA-224", "SHA224", 28);
    public static readonly Digest Sha512Of224 = OpenSslOnly("SHA-512/224", "SHA512-224", 28);
    public static readonly Digest Sha512Of256 = OpenSslOnly("SHA-512/256", "SHA512-256", 32);
    public static readonly Digest Sha3Of224 = OpenSslOnly("SHA3-224", "SHA3-224", 28);
    public static readonly Digest RipeMd160 = OpenSslOnly("RIPEMD-160", "RIPEMD160", 20);

    public string Name { get; }
    public string OpenSslName { get; }
    public int Size { get; }

    /// <summary>Null where .NET has no such function.</summary>
    public HashAlgorithmName? PlatformName { get; }

    /// <summary>Writes the digest; false where .NET has no such function, or policy has switched it off.</summary>
    public bool TryCompute(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        if (_compute is null) return false;
        try
        {
            return _compute(source, destination) == Size;
        }
        catch (CryptographicException)
        {
            return false; // MD5 under a FIPS policy
        }
    }

    private static Digest OpenSslOnly(string name, string openSslName, int size) =>
        new(name, openSslName, size, null, null);
}
