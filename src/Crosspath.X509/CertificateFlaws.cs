namespace Crosspath.X509;

/// <summary>
/// What reading a certificate found wrong with it, as bits: a certificate without flaws costs nothing.
/// <see cref="Certificate.Findings"/> puts them into words.
/// </summary>
[Flags]
public enum CertificateFlaws
{
    /// <summary>Nothing was found.</summary>
    None = 0,

    /// <summary>A length is BER and not DER (X.690 section 10.1).</summary>
    BerLength = 1 << 0,

    /// <summary>Bytes follow the certificate, or an element inside it (RFC 5280 section 4.1).</summary>
    TrailingBytes = 1 << 1,

    /// <summary>The version is unknown, or does not allow what the certificate carries (section 4.1.2.1).</summary>
    BadVersion = 1 << 2,

    /// <summary>The serial number is negative or zero (section 4.1.2.2).</summary>
    SerialNotPositive = 1 << 3,

    /// <summary>The serial number is longer than 20 octets (section 4.1.2.2).</summary>
    SerialTooLong = 1 << 4,

    /// <summary>The serial number is not the shortest INTEGER, or is empty (X.690 section 8.3).</summary>
    SerialNotShortest = 1 << 5,

    /// <summary>The outer and the signed signature algorithm differ (section 4.1.1.2).</summary>
    AlgorithmMismatch = 1 << 6,

    /// <summary>A date cannot be read at all.</summary>
    UnreadableDate = 1 << 7,

    /// <summary>A date has a form outside DER, such as an offset or no seconds (section 4.1.2.5).</summary>
    DateNotDer = 1 << 8,

    /// <summary>notAfter is before notBefore.</summary>
    DatesInverted = 1 << 9,

    /// <summary>The issuer is an empty name (section 4.1.2.4).</summary>
    EmptyIssuer = 1 << 10,

    /// <summary>An extension occurs twice (section 4.2).</summary>
    DuplicateExtension = 1 << 11,

    /// <summary>The list of extensions cannot be read to its end.</summary>
    UnreadableExtensions = 1 << 12,

    /// <summary>The content of a known extension cannot be read.</summary>
    MalformedExtension = 1 << 13,

    /// <summary>The signature is not a whole number of octets.</summary>
    SignatureNotOctets = 1 << 14,

    /// <summary>A part that RFC 5280 wants is not of its type, and was passed over.</summary>
    UnexpectedElement = 1 << 15,
}
