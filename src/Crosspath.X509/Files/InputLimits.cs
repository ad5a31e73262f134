namespace Crosspath.X509;

/// <summary>
/// What reading an input may cost. Inputs come from strangers; each limit that is reached is reported as
/// <see cref="UnreadableKind.LimitExceeded"/>, and the rest of the input is used.
/// </summary>
public sealed record InputLimits
{
    /// <summary>The defaults.</summary>
    public static InputLimits Default { get; } = new();

    /// <summary>
    /// The text of one PEM block. 32 MiB: certificates have kilobytes, but published CRLs reach tens of megabytes.
    /// </summary>
    public int BlockBytes { get; init; } = 32 << 20;

    /// <summary>
    /// A file in a form that is held in memory as a whole: all but PEM. 256 MiB: a hundred times the largest root
    /// store, and a size that any machine still has.
    /// </summary>
    public int WholeFileBytes { get; init; } = 256 << 20;

    /// <summary>
    /// Uncompressed bytes per byte of the file. 100: base64 of certificates shrinks by 2 to 5 times, repeated
    /// certificates by more, and a bomb by 1000 (deflate's own bound is 1032, per level of nesting).
    /// </summary>
    public int CompressionRatio { get; init; } = 100;

    /// <summary>
    /// Uncompressed bytes from which on <see cref="CompressionRatio"/> counts. 64 MiB: a small file of many copies of
    /// one certificate is harmless.
    /// </summary>
    public long UncompressedGrace { get; init; } = 64 << 20;

    /// <summary>Containers in containers: gzip in gzip, PEM in PEM in gzip. 2: what exports in the wild do.</summary>
    public int Nesting { get; init; } = 2;

    /// <summary>
    /// Rounds of password hashing for one PKCS#12 file, all passwords tried and all its parts together. 5,000,000:
    /// exports use 2,048 to 1,000,000, and this many take seconds. A file may ask for 2^31 (RFC 8018 sets no bound).
    /// </summary>
    public long KeyDerivationRounds { get; init; } = 5_000_000;

    /// <summary>Files read in one walk through a folder. 1,000,000: beyond that it is a corpus to ingest.</summary>
    public int Files { get; init; } = 1_000_000;

    /// <summary>Folders within folders. 64: deeper trees are accidents.</summary>
    public int FolderDepth { get; init; } = 64;
}
