using System.Collections.Immutable;

namespace Crosspath.X509;

/// <summary>Puts <see cref="CertificateFlaws"/> into words.</summary>
internal static class CertificateFindings
{
    // One row a flaw: the code of docs/findings.md, the severity, the sentence.
    private static readonly (CertificateFlaws Flaw, string Code, Severity Severity, string Message)[] Rows =
    [
        (CertificateFlaws.BerLength, "not-der", Severity.Warning,
            "a length is encoded as BER, not DER"),
        (CertificateFlaws.TrailingBytes, "trailing-bytes", Severity.Warning,
            "there are bytes after the end of the certificate or of a part of it"),
        (CertificateFlaws.BadVersion, "bad-version", Severity.Warning,
            "the version is unknown or does not allow what the certificate carries"),
        (CertificateFlaws.SerialNotPositive, "serial-not-positive", Severity.Warning,
            "the serial number is zero or negative"),
        (CertificateFlaws.SerialTooLong, "serial-too-long", Severity.Warning,
            "the serial number is longer than 20 octets"),
        (CertificateFlaws.SerialNotShortest, "serial-not-shortest", Severity.Warning,
            "the serial number is not encoded in its shortest form"),
        (CertificateFlaws.AlgorithmMismatch, "algorithm-mismatch", Severity.Error,
            "the signature algorithm inside the signed part differs from the one outside"),
        (CertificateFlaws.UnreadableDate, "unreadable-date", Severity.Error,
            "a validity date cannot be read, so the certificate is never valid"),
        (CertificateFlaws.DateNotDer, "date-not-der", Severity.Warning,
            "a validity date has a form that DER does not allow"),
        (CertificateFlaws.DatesInverted, "dates-inverted", Severity.Error,
            "the validity ends before it begins"),
        (CertificateFlaws.EmptyIssuer, "empty-issuer", Severity.Error,
            "the issuer is an empty name"),
        (CertificateFlaws.DuplicateExtension, "duplicate-extension", Severity.Error,
            "an extension occurs more than once"),
        (CertificateFlaws.UnreadableExtensions, "unreadable-extensions", Severity.Error,
            "the list of extensions cannot be read to its end"),
        (CertificateFlaws.MalformedExtension, "malformed-extension", Severity.Error,
            "the content of an extension cannot be read"),
        (CertificateFlaws.SignatureNotOctets, "signature-not-octets", Severity.Warning,
            "the signature is not a whole number of octets"),
        (CertificateFlaws.UnexpectedElement, "unexpected-element", Severity.Warning,
            "an element stands where RFC 5280 has none"),
    ];

    /// <summary>One finding for each flaw, in the order of the bits.</summary>
    public static ImmutableArray<Finding> Describe(CertificateFlaws flaws, Fingerprint certificate)
    {
        if (flaws == CertificateFlaws.None) return [];
        return [.. Rows.Where(row => flaws.HasFlag(row.Flaw))
            .Select(row => new Finding(row.Code, row.Severity, certificate, row.Message))];
    }
}
