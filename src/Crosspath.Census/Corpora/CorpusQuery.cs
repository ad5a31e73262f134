using Crosspath.X509;

namespace Crosspath.Census.Corpora;

/// <summary>What to look for in a corpus: everything that is given must hold.</summary>
public sealed record CorpusQuery
{
    /// <summary>The certificate of this fingerprint.</summary>
    public Fingerprint? Fingerprint { get; init; }

    /// <summary>Certificates whose fingerprint begins with these hex digits, in lower case.</summary>
    public string? FingerprintPrefix { get; init; }

    /// <summary>Certificates of a key: SHA-256 of the subject public key info.</summary>
    public Fingerprint? KeyId { get; init; }

    /// <summary>Certificates that carry this subject key identifier, or authority key identifier.</summary>
    public ReadOnlyMemory<byte>? KeyIdentifier { get; init; }

    /// <summary>Certificates of an identity.</summary>
    public ShortDigest? Identity { get; init; }

    /// <summary>Certificates whose subject, as RFC 4514 writes it, contains this; letter case does not matter.</summary>
    public string? Subject { get; init; }

    /// <summary>The same of the issuer.</summary>
    public string? Issuer { get; init; }

    /// <summary>Certificates for this DNS name, or a wildcard that covers it.</summary>
    public string? DnsName { get; init; }

    /// <summary>Only this kind; null for all.</summary>
    public RecordKind? Kind { get; init; }

    /// <summary>No more than this many.</summary>
    public int Most { get; init; } = 1000;
}
