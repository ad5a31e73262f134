namespace Crosspath.X509;

/// <summary>What reading a revocation list found wrong with it, as bits; <see cref="RevocationList.Findings"/> puts
/// them into words.</summary>
[Flags]
public enum RevocationListFlaws
{
    /// <summary>Nothing was found.</summary>
    None = 0,

    /// <summary>A length is BER and not DER (X.690 section 10.1).</summary>
    BerLength = 1 << 0,

    /// <summary>Bytes follow the list, or an element inside it (RFC 5280 section 5.1).</summary>
    TrailingBytes = 1 << 1,

    /// <summary>The version is unknown, or does not allow what the list carries (section 5.1.2.1).</summary>
    BadVersion = 1 << 2,

    /// <summary>The outer and the signed signature algorithm differ (section 5.1.1.2).</summary>
    AlgorithmMismatch = 1 << 3,

    /// <summary>A date has a form outside DER (section 5.1.2.4).</summary>
    DateNotDer = 1 << 4,

    /// <summary>The signature is not a whole number of octets.</summary>
    SignatureNotOctets = 1 << 5,

    /// <summary>An extension of the list occurs twice (section 4.2).</summary>
    DuplicateExtension = 1 << 6,

    /// <summary>The list's extensions cannot be read to their end.</summary>
    UnreadableExtensions = 1 << 7,

    /// <summary>The entries cannot be read to their end: certificates may be revoked that are not found.</summary>
    UnreadableEntries = 1 << 8,
}
