using Crosspath.X509;

namespace Crosspath.Fetch.Collateral;

/// <summary>Who signed what, among the certificates at hand.</summary>
internal static class Signatures
{
    private const int MostTried = 16; // of one name; hostile input can give thousands the same

    /// <summary>A certificate whose key signed another; null when none is at hand.</summary>
    public static Certificate? IssuerOf(Certificate certificate, IssuerPool pool) =>
        pool.Named(certificate.Issuer).Take(MostTried).FirstOrDefault(issuer => IsSigned(issuer, certificate));

    /// <summary>Whether somebody at hand of its issuer's name signed a list.</summary>
    public static bool IsSigned(RevocationList list, IssuerPool pool) => pool.Named(list.Issuer).Take(MostTried)
        .Any(issuer => IsSigned(issuer, list.SignatureAlgorithm, list.SignedPart, list.Signature));

    /// <summary>Whether an issuer, or a responder that it certified and that comes with the response, signed
    /// it.</summary>
    public static bool IsSigned(OcspResponse response, Certificate issuer) => response.Certificates
        .Where(responder => IsSigned(issuer, responder))
        .Prepend(issuer)
        .Any(signer => IsSigned(signer, response.SignatureAlgorithm, response.SignedPart, response.Signature));

    private static bool IsSigned(Certificate issuer, Certificate certificate) =>
        IsSigned(issuer, certificate.SignatureAlgorithm, certificate.SignedPart, certificate.Signature);

    private static bool IsSigned(
        Certificate issuer, ReadOnlyMemory<byte> algorithm, ReadOnlyMemory<byte> text, ReadOnlyMemory<byte> signature)
    {
        using var key = PublicKey.Import(issuer.PublicKeyInfo.Span);
        return key.Verify(algorithm.Span, text.Span, signature.Span) == SignatureVerdict.Valid;
    }
}
