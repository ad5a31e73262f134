using Crosspath.X509;

namespace Crosspath.Census.Corpora;

/// <summary>The parts of a search that only the certificate itself can answer.</summary>
public static class CorpusMatch
{
    /// <summary>Whether a certificate carries the key identifier and is for the DNS name that are asked for.</summary>
    public static bool Matches(CorpusQuery query, Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(certificate);
        return (query.KeyIdentifier is not { } identifier || Carries(certificate, identifier.Span))
            && (query.DnsName is not { } name || IsFor(certificate, name));
    }

    private static bool Carries(Certificate certificate, ReadOnlySpan<byte> identifier) =>
        certificate.SubjectKeyIdentifier.Span.SequenceEqual(identifier)
        || certificate.AuthorityKeyIdentifier.Span.SequenceEqual(identifier);

    // The names of a certificate are in its subject alternative name; before that was usual, in the common name.
    private static bool IsFor(Certificate certificate, string name)
    {
        var alternatives = certificate.SubjectAlternativeName.Value?.Names ?? [];
        var names = alternatives.Where(other => other.Kind == GeneralNameKind.DnsName).Select(other => other.Text).ToArray();
        return (names.Length > 0 ? names : certificate.Subject.Values(NameAttribute.CommonName))
            .Any(candidate => Covers(candidate, name));
    }

    private static bool Covers(string pattern, string name)
    {
        if (pattern.Equals(name, StringComparison.OrdinalIgnoreCase)) return true;
        if (!pattern.StartsWith("*.", StringComparison.Ordinal)) return false;
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && name.AsSpan(dot).Equals(pattern.AsSpan(1), StringComparison.OrdinalIgnoreCase);
    }
}
