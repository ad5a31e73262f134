using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Answers;

/// <summary>A CA as people name it: a SHA-256 of a certificate or of a key (or at least eight digits of one), or its
/// name.</summary>
internal static class IdentityWord
{
    private const int FewestDigits = 8;

    /// <summary>The identity that is meant.</summary>
    /// <param name="what">What messages call the argument.</param>
    /// <param name="text">As it is written.</param>
    /// <param name="graph">The identities at hand.</param>
    /// <exception cref="UsageException">None is meant, or several.</exception>
    public static Identity Find(string what, string text, TrustGraph graph)
    {
        var found = Matches(text, graph).Distinct().ToArray();
        return found switch
        {
            [var one] => one,
            [] => throw new UsageException($"{what}: nothing at hand is called '{text}'{Hint(text, graph)}"),
            _ => throw new UsageException($"{what}: '{text}' means {found.Length} CAs; name one by its key id: "
                + string.Join(", ", found.Take(4).Select(identity => identity.KeyId.ToString()[..16]))),
        };
    }

    /// <summary>The certificate that a SHA-256, or the beginning of one, means.</summary>
    /// <exception cref="UsageException">None is meant, or several.</exception>
    public static Certificate FindCertificate(string what, string text, TrustGraph graph)
    {
        var found = graph.Certificates.Where(certificate => IsMeant(certificate.Fingerprint, text)).Take(2).ToArray();
        return found switch
        {
            [var one] => one,
            [] => throw new UsageException($"{what}: no certificate at hand has the SHA-256 {text}; add it with --with"),
            _ => throw new UsageException($"{what}: several certificates begin with {text}; give more digits"),
        };
    }

    private static IEnumerable<Identity> Matches(string text, TrustGraph graph)
    {
        foreach (var certificate in graph.Certificates.Where(certificate => IsMeant(certificate.Fingerprint, text)))
            yield return graph.SubjectOf(certificate);
        foreach (var identity in graph.Identities)
        {
            if (IsMeant(identity.KeyId, text) || identity.Subject.FriendlyText.Equals(text, StringComparison.OrdinalIgnoreCase))
                yield return identity;
        }
    }

    private static bool IsMeant(Fingerprint fingerprint, string text)
    {
        var digits = text.Replace(":", "", StringComparison.Ordinal);
        return digits.Length >= FewestDigits && fingerprint.ToString().StartsWith(digits, StringComparison.OrdinalIgnoreCase);
    }

    private static string Hint(string text, TrustGraph graph) =>
        NearWord.Of(text, graph.Identities.Select(identity => identity.Subject.FriendlyText).Where(name => name.Length <= 80)) is { } near
            ? $"; did you mean '{near}'?"
            : "; give a file, a SHA-256, or a name";
}
