using System.Collections.Immutable;

namespace Crosspath.X509;

/// <summary>Puts <see cref="RevocationListFlaws"/> into words.</summary>
internal static class RevocationListFindings
{
    private static readonly (RevocationListFlaws Flaw, string Code, Severity Severity, string Message)[] Rows =
    [
        (RevocationListFlaws.BerLength, "not-der", Severity.Warning,
            "a length is encoded as BER, not DER"),
        (RevocationListFlaws.TrailingBytes, "trailing-bytes", Severity.Warning,
            "there are bytes after the end of the revocation list or of a part of it"),
        (RevocationListFlaws.BadVersion, "bad-version", Severity.Warning,
            "the version is unknown or does not allow what the revocation list carries"),
        (RevocationListFlaws.AlgorithmMismatch, "algorithm-mismatch", Severity.Error,
            "the signature algorithm inside the signed part differs from the one outside"),
        (RevocationListFlaws.DateNotDer, "date-not-der", Severity.Warning,
            "a date of update has a form that DER does not allow"),
        (RevocationListFlaws.SignatureNotOctets, "signature-not-octets", Severity.Warning,
            "the signature is not a whole number of octets"),
        (RevocationListFlaws.DuplicateExtension, "duplicate-extension", Severity.Error,
            "an extension occurs more than once"),
        (RevocationListFlaws.UnreadableExtensions, "unreadable-extensions", Severity.Error,
            "the list of extensions cannot be read to its end"),
        (RevocationListFlaws.UnreadableEntries, "unreadable-entries", Severity.Error,
            "the entries cannot be read to their end, so more may be revoked than is known"),
    ];

    /// <summary>One finding for each flaw, in the order of the bits.</summary>
    public static ImmutableArray<Finding> Describe(RevocationListFlaws flaws) =>
        [.. Rows.Where(row => flaws.HasFlag(row.Flaw))
            .Select(row => new Finding(row.Code, row.Severity, null, row.Message))];
}
