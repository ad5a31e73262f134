using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Web.Certificates;

/// <summary>Finds certificates by what people have of them.</summary>
internal static class CertificateSearch
{
    private const int FewestDigits = 8;

    /// <summary>Certificates whose fingerprint or key id begins with the words, whose subject key identifier they are, or
    /// whose subject has them in it; in this order, in each by fingerprint.</summary>
    public static IEnumerable<Certificate> Find(TrustGraph graph, string words, CancellationToken cancellation)
    {
        words = words.Trim();
        if (words.Length == 0) yield break;
        var digits = words.Replace(":", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
        var isHex = digits.Length >= FewestDigits && digits.All(char.IsAsciiHexDigit);
        var found = new HashSet<Fingerprint>();
        Func<Certificate, bool>[] ways = isHex
            ? [c => Begins(c.Fingerprint, digits), c => Begins(c.KeyId, digits), c => IsIdentifier(c, digits), c => HasWords(c, words)]
            : [c => HasWords(c, words)];
        foreach (var way in ways)
        {
            foreach (var certificate in graph.Certificates)
            {
                cancellation.ThrowIfCancellationRequested();
                if (way(certificate) && found.Add(certificate.Fingerprint)) yield return certificate;
            }
        }
    }

    private static bool Begins(Fingerprint fingerprint, string digits) => fingerprint.ToString().StartsWith(digits, StringComparison.Ordinal);

    private static bool IsIdentifier(Certificate certificate, string digits) =>
        certificate.SubjectKeyIdentifier.Length * 2 == digits.Length
        && Convert.ToHexStringLower(certificate.SubjectKeyIdentifier.Span) == digits;

    private static bool HasWords(Certificate certificate, string words) =>
        certificate.Subject.ToString().Contains(words, StringComparison.OrdinalIgnoreCase)
        || certificate.Subject.FriendlyText.Contains(words, StringComparison.OrdinalIgnoreCase);
}
