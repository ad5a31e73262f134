using Crosspath.X509;

namespace Crosspath.Census.Corpora;

/// <summary>
/// Which certificates count as those of CAs. Basic constraints decide where they are there (RFC 5280 section 4.2.1.9);
/// where they are not, a version 1 or 2 certificate that names itself as issuer is an old root, and a key usage of
/// keyCertSign or Netscape's CA bits tell of a CA as well.
/// </summary>
public static class CaRule
{
    /// <summary>Whether a certificate is a CA's.</summary>
    public static bool IsCa(Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        if (certificate.IsCa is { } stated) return stated;
        if (certificate.FindExtension(BasicConstraints) is not null) return false; // unreadable, so it says nothing
        if (certificate.Version < 3 && certificate.IsSelfIssued) return true;
        return certificate.KeyUsage?.HasFlag(KeyUsages.KeyCertSign) == true || HasNetscapeCaBit(certificate);
    }

    // 2.5.29.19
    private static ReadOnlySpan<byte> BasicConstraints => [0x55, 0x1D, 0x13];

    // Netscape certificate type, 2.16.840.1.113730.1.1, a BIT STRING: bits 5 to 7 are SSL CA, S/MIME CA, object CA.
    private static bool HasNetscapeCaBit(Certificate certificate)
    {
        ReadOnlySpan<byte> netscapeType = [0x60, 0x86, 0x48, 0x01, 0x86, 0xF8, 0x42, 0x01, 0x01];
        return certificate.FindExtension(netscapeType) is { } extension
            && extension.Value.Span is [0x03, _, _, var bits, ..]
            && (bits & 0b0000_0111) != 0;
    }
}
