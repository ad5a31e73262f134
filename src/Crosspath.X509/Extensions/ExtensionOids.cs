namespace Crosspath.X509;

/// <summary>Object identifiers of extensions, as content octets.</summary>
public static class ExtensionOids
{
#pragma warning disable CS1591 // the names are those of RFC 5280 and RFC 6962
    public static ReadOnlySpan<byte> SubjectDirectoryAttributes => [0x55, 0x1D, 9];
    public static ReadOnlySpan<byte> SubjectKeyIdentifier => [0x55, 0x1D, 14];
    public static ReadOnlySpan<byte> KeyUsage => [0x55, 0x1D, 15];
    public static ReadOnlySpan<byte> PrivateKeyUsagePeriod => [0x55, 0x1D, 16];
    public static ReadOnlySpan<byte> SubjectAlternativeName => [0x55, 0x1D, 17];
    public static ReadOnlySpan<byte> IssuerAlternativeName => [0x55, 0x1D, 18];
    public static ReadOnlySpan<byte> BasicConstraints => [0x55, 0x1D, 19];
    public static ReadOnlySpan<byte> CrlNumber => [0x55, 0x1D, 20];
    public static ReadOnlySpan<byte> ReasonCode => [0x55, 0x1D, 21];
    public static ReadOnlySpan<byte> InvalidityDate => [0x55, 0x1D, 24];
    public static ReadOnlySpan<byte> DeltaCrlIndicator => [0x55, 0x1D, 27];
    public static ReadOnlySpan<byte> IssuingDistributionPoint => [0x55, 0x1D, 28];
    public static ReadOnlySpan<byte> CertificateIssuer => [0x55, 0x1D, 29];
    public static ReadOnlySpan<byte> NameConstraints => [0x55, 0x1D, 30];
    public static ReadOnlySpan<byte> CrlDistributionPoints => [0x55, 0x1D, 31];
    public static ReadOnlySpan<byte> CertificatePolicies => [0x55, 0x1D, 32];
    public static ReadOnlySpan<byte> PolicyMappings => [0x55, 0x1D, 33];
    public static ReadOnlySpan<byte> AuthorityKeyIdentifier => [0x55, 0x1D, 35];
    public static ReadOnlySpan<byte> PolicyConstraints => [0x55, 0x1D, 36];
    public static ReadOnlySpan<byte> ExtendedKeyUsage => [0x55, 0x1D, 37];
    public static ReadOnlySpan<byte> FreshestCrl => [0x55, 0x1D, 46];
    public static ReadOnlySpan<byte> InhibitAnyPolicy => [0x55, 0x1D, 54];
    public static ReadOnlySpan<byte> AuthorityInformationAccess => [0x2B, 6, 1, 5, 5, 7, 1, 1];
    public static ReadOnlySpan<byte> QcStatements => [0x2B, 6, 1, 5, 5, 7, 1, 3];
    public static ReadOnlySpan<byte> SubjectInformationAccess => [0x2B, 6, 1, 5, 5, 7, 1, 11];
    public static ReadOnlySpan<byte> TlsFeature => [0x2B, 6, 1, 5, 5, 7, 1, 24];
    public static ReadOnlySpan<byte> OcspNoCheck => [0x2B, 6, 1, 5, 5, 7, 48, 1, 5];
    public static ReadOnlySpan<byte> SignedCertificateTimestamps =>
        [0x2B, 6, 1, 4, 1, 0xD6, 0x79, 2, 4, 2];
    public static ReadOnlySpan<byte> PrecertificatePoison => [0x2B, 6, 1, 4, 1, 0xD6, 0x79, 2, 4, 3];
    public static ReadOnlySpan<byte> NetscapeCertificateType => [0x60, 0x86, 0x48, 1, 0x86, 0xF8, 0x42, 1, 1];
#pragma warning restore CS1591
}
