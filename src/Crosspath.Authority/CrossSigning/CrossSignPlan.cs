using System.Collections.Immutable;
using System.Security.Cryptography;
using Crosspath.Authority.Linting;
using Crosspath.X509;

namespace Crosspath.Authority.CrossSigning;

/// <summary>A cross-certificate but for its signature: exactly the bytes that will be signed, and what was checked
/// about them.</summary>
public sealed class CrossSignPlan
{
    internal CrossSignPlan(CrossSignRequest request, ReadOnlyMemory<byte> signedPart, Certificate preview) =>
        (Request, SignedPart, Preview) = (request, signedPart, preview);

    /// <summary>What was asked for.</summary>
    public CrossSignRequest Request { get; }

    /// <summary>tbsCertificate, as it is signed.</summary>
    public ReadOnlyMemory<byte> SignedPart { get; }

    /// <summary>The certificate with a signature that means nothing.</summary>
    public Certificate Preview { get; }

    /// <summary>What was decided, clipped or taken over, in sentences.</summary>
    public ImmutableArray<string> Notes { get; internal init; } = [];

    /// <summary>What the rules say.</summary>
    public LintReport? Lint { get; internal init; }

    /// <summary>Signs, with a key that is the issuer's.</summary>
    public CrossSignResult SignWith(SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!SigningKey.IsSameKey(key.PublicKeyInfo, Request.Issuer.PublicKeyInfo))
            return new CrossSignResult.Refused(["the key is not that of the issuer's certificate"]);
        try
        {
            return Complete(key.Sign(SignedPart.Span));
        }
        catch (CryptographicException e)
        {
            return new CrossSignResult.Refused([$"the key does not sign: {e.Message}"]);
        }
    }

    /// <summary>Adds a signature that was made elsewhere.</summary>
    /// <param name="signature">As the algorithm writes it: for ECDSA the DER of r and s.</param>
    public CrossSignResult Complete(ReadOnlySpan<byte> signature)
    {
        var sealedBytes = SigningKey.Seal(SignedPart, Preview.SignatureAlgorithm, signature);
        if (!Certificate.TryRead(sealedBytes, out var certificate, out var error))
            return new CrossSignResult.Refused([$"the signed certificate cannot be read: {error}"]);
        var problems = CarryOver.Check(certificate, Request.Subject, Request.Issuer).ToList();
        if (!certificate.SignedPart.Span.SequenceEqual(SignedPart.Span))
            problems.Add("what was signed is not what was planned");
        using var issuerKey = PublicKey.Import(Request.Issuer.PublicKeyInfo.Span);
        var verdict = issuerKey.Verify(
            certificate.SignatureAlgorithm.Span, certificate.SignedPart.Span, certificate.Signature.Span);
        if (verdict == SignatureVerdict.Bad)
            problems.Add("the signature is not one of the issuer's key over this certificate");
        if (verdict == SignatureVerdict.Unverifiable) problems.Add("the signature cannot be verified here");
        return problems.Count > 0
            ? new CrossSignResult.Refused([.. problems])
            : new CrossSignResult.Signed(this, certificate);
    }
}
