using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using Crosspath.X509;
using Crosspath.X509.Der;

namespace Crosspath.Stores.Formats;

// A signature alone says little, since anybody can sign. So the signer must be one that signs such lists, and be
// certified by Microsoft: through the certificates in the message to one that is known by its hash. When it was signed
// does not matter: lists are kept for years.

/// <summary>Checks who signed a <see cref="TrustList"/>.</summary>
internal static class TrustListSignature
{
    private const int LongestChain = 8;

    // Microsoft Root Certificate Authority (2001), 2010 and 2011, as Microsoft's list of roots has them, and the CA
    // that is part of every list that it signed: Microsoft Certificate List CA 2011.
    private static readonly HashSet<Fingerprint> Microsoft =
    [
        Sha256("885de64c340e3ea70658f01e1145f957fcda27aabeea1ab9faa9fdb0102d4077"),
        Sha256("df545bf919a2439c36983b54cdfc903dfa4f37d3996d8d84b4c31eec6f3c163e"),
        Sha256("847df6a78497943f27fc72eb93f9a637320a02b561d0a91b09e87a7807ed7c61"),
        Sha256("a53a400df29ec7b8c8fce7cfffe47334f43b1642e604dd0307491737ebbc00ce"),
    ];

    // szOID_KP_CTL_USAGE_SIGNING, szOID_ROOT_LIST_SIGNER and szOID_REVOKED_LIST_SIGNER of wincrypt.h.
    private static readonly ObjectIdentifier[] Usages =
    [
        ObjectIdentifier.Parse("1.3.6.1.4.1.311.10.3.1"),
        ObjectIdentifier.Parse("1.3.6.1.4.1.311.10.3.9"),
        ObjectIdentifier.Parse("1.3.6.1.4.1.311.10.3.19"),
    ];

    /// <summary>Why a list must not be believed; null when nothing speaks against it.</summary>
    /// <param name="known">Where Microsoft's roots are looked for.</param>
    public static string? Check(ReadOnlyMemory<byte> list, KnownCertificates known)
    {
        var message = new SignedCms();
        try
        {
            message.Decode(list.Span);
            if (message.SignerInfos.Count != 1) return "it is not signed by exactly one signer";
            message.CheckSignature(verifySignatureOnly: true);
        }
        catch (CryptographicException)
        {
            return "its signature is not good";
        }
        var carried = message.Certificates
            .Select(item => Certificate.TryRead(item.RawData, out var certificate, out _) ? certificate : null)
            .OfType<Certificate>().Take(64).ToList();
        var roots = Microsoft.Select(root => known.TryFind(root, out var certificate) ? certificate : null);
        var signer = message.SignerInfos[0].Certificate is { } own
            ? carried.Find(certificate => certificate.Raw.Span.SequenceEqual(own.RawDataMemory.Span))
            : null;
        return signer is null
            ? "its signer's certificate is not in it"
            : Judge(signer, [.. carried, .. roots.OfType<Certificate>()]);
    }

    private static string? Judge(Certificate signer, IReadOnlyList<Certificate> others)
    {
        if (!(signer.ExtendedKeyUsage.Value?.Purposes ?? []).Intersect(Usages).Any())
            return "its signer is not one for such lists";
        var at = signer;
        for (var i = 0; i < LongestChain; i++)
        {
            if (Microsoft.Contains(at.Fingerprint)) return null;
            if (others.FirstOrDefault(other => other != at && HasSigned(other, at)) is not { } issuer) break;
            at = issuer;
        }
        return "its signer is not known to be certified by Microsoft";
    }

    private static bool HasSigned(Certificate issuer, Certificate certificate)
    {
        if (issuer.IsCa != true || !issuer.Subject.Equals(certificate.Issuer)) return false;
        using var key = PublicKey.Import(issuer.PublicKeyInfo.Span);
        return key.Verify(certificate.SignatureAlgorithm.Span, certificate.SignedPart.Span, certificate.Signature.Span)
            == SignatureVerdict.Valid;
    }

    private static Fingerprint Sha256(string hex) =>
        Fingerprint.TryParse(hex, out var found) ? found : throw new ArgumentException("No SHA-256.", nameof(hex));
}
