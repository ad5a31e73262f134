namespace Crosspath.X509;

/// <summary>The content octets of the object identifiers that containers use.</summary>
internal static class ContainerOids
{
    /// <summary>1.2.840.113549.1.7.1, RFC 5652 section 4.</summary>
    public static ReadOnlySpan<byte> Data => [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 1];

    /// <summary>1.2.840.113549.1.7.2, RFC 5652 section 5.1.</summary>
    public static ReadOnlySpan<byte> SignedData => [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 2];

    /// <summary>1.2.840.113549.1.7.6, RFC 5652 section 8.</summary>
    public static ReadOnlySpan<byte> EncryptedData => [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 6];

    /// <summary>2.16.840.1.113730.2.5: a bare list of certificates, from Netscape's download formats.</summary>
    public static ReadOnlySpan<byte> NetscapeCertificateSequence => [0x60, 0x86, 0x48, 0x01, 0x86, 0xF8, 0x42, 2, 5];

    /// <summary>1.2.840.113549.1.12.10.1.3, RFC 7292 section 4.2.3.</summary>
    public static ReadOnlySpan<byte> CertBag => [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 12, 10, 1, 3];

    /// <summary>1.2.840.113549.1.12.10.1.4, RFC 7292 section 4.2.4.</summary>
    public static ReadOnlySpan<byte> CrlBag => [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 12, 10, 1, 4];

    /// <summary>1.2.840.113549.1.12.10.1.6, RFC 7292 section 4.2.6: bags in a bag.</summary>
    public static ReadOnlySpan<byte> SafeContentsBag => [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 12, 10, 1, 6];

    /// <summary>1.2.840.113549.1.9.22.1, RFC 7292 section 4.2.3.</summary>
    public static ReadOnlySpan<byte> X509Certificate => [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 9, 22, 1];

    /// <summary>1.2.840.113549.1.9.23.1, RFC 7292 section 4.2.4.</summary>
    public static ReadOnlySpan<byte> X509Crl => [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 9, 23, 1];
}
