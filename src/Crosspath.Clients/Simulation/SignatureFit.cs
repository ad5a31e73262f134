using Crosspath.X509;

namespace Crosspath.Clients.Simulation;

/// <summary>Whether a key of its kind can have made a signature of its kind, without trying.</summary>
internal static class SignatureFit
{
    /// <summary>Compares the family in the signature's algorithm with that of the candidate's key.</summary>
    public static bool Fits(Certificate child, Certificate candidate)
    {
        var algorithm = NameOf(child);
        var key = PublicKey.DescribeKeyType(candidate.PublicKeyInfo.Span);
        if (algorithm.StartsWith("ecdsa", StringComparison.OrdinalIgnoreCase)) return key.StartsWith("EC-", StringComparison.Ordinal);
        if (algorithm.Contains("RSA", StringComparison.OrdinalIgnoreCase)) return key.StartsWith("RSA", StringComparison.Ordinal);
        if (algorithm.StartsWith("dsa", StringComparison.OrdinalIgnoreCase)) return key.StartsWith("DSA", StringComparison.Ordinal);
        return true;
    }

    /// <summary>The signature's algorithm and the curve or size of the key that is said to have made it.</summary>
    public static string Describe(Certificate child, Certificate issuer)
    {
        var key = PublicKey.DescribeKeyType(issuer.PublicKeyInfo.Span);
        return $"{NameOf(child)} {key}";
    }

    private static string NameOf(Certificate certificate) =>
        SignatureAlgorithms.NameOf(certificate.SignatureAlgorithm.Span);
}
