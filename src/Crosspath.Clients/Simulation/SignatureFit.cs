namespace Crosspath.Clients.Simulation;

/// <summary>Whether a key of its kind can have made a signature of its kind, without trying.</summary>
internal static class SignatureFit
{
    /// <summary>Compares the family in the signature's algorithm with that of the candidate's key.</summary>
    public static bool Fits(CertificateFacts child, CertificateFacts candidate)
    {
        var algorithm = child.SignatureAlgorithm;
        if (algorithm.StartsWith("ecdsa", StringComparison.Ordinal)) return IsKey(candidate, "EC-");
        if (algorithm.StartsWith("dsa", StringComparison.Ordinal)) return IsKey(candidate, "DSA");
        return !algorithm.Contains("RSA", StringComparison.Ordinal) || IsKey(candidate, "RSA");
    }

    private static bool IsKey(CertificateFacts certificate, string family) =>
        certificate.KeyType.StartsWith(family, StringComparison.Ordinal);
}
