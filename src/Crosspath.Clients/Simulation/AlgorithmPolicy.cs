using System.Globalization;

namespace Crosspath.Clients.Simulation;

/// <summary>Which keys and signature algorithms a client takes.</summary>
internal static class AlgorithmPolicy
{
    /// <summary>What is wrong with a certificate's key.</summary>
    public static string? Key(CertificateFacts certificate, Part part, JudgeRules rules)
    {
        if (!rules.UnknownKeys.IsEmpty && rules.UnknownKeys.Contains(certificate.KeyType))
            return $"the key of '{certificate}' is of an unknown kind: {certificate.KeyType}";
        return rules.LeastRsaBits is { } least && rules.RsaBits.Contains(part) && RsaBits(certificate) < least
            ? $"the key of '{certificate}' is too short: {certificate.KeyType}"
            : null;
    }

    /// <summary>What is wrong with the algorithm of a signature.</summary>
    public static string? Signature(CertificateFacts child, CertificateFacts issuer, JudgeRules rules)
    {
        var algorithm = child.SignatureAlgorithm;
        foreach (var digest in rules.WeakDigests)
        {
            if (algorithm.Contains(digest, StringComparison.OrdinalIgnoreCase))
                return $"the signature of '{child}' is weak: {algorithm}";
        }
        foreach (var unknown in rules.UnknownAlgorithms)
        {
            if (algorithm.StartsWith(unknown, StringComparison.Ordinal) || unknown == $"{algorithm} {issuer.KeyType}")
                return $"the signature algorithm of '{child}' is not known: {algorithm}";
        }
        return null;
    }

    // Other keys are long enough.
    private static int RsaBits(CertificateFacts certificate)
    {
        const string Family = "RSA-";
        return certificate.KeyType.StartsWith(Family, StringComparison.Ordinal)
            && int.TryParse(certificate.KeyType.AsSpan(Family.Length), CultureInfo.InvariantCulture, out var bits)
            ? bits
            : int.MaxValue;
    }
}
