using System.Formats.Asn1;

namespace Crosspath.Authority.Tests;

/// <summary>Drafts to start from.</summary>
internal static class Drafts
{
    public static readonly DateTimeOffset From = new(2024, 2, 29, 23, 59, 59, TimeSpan.Zero);
    public static readonly DateTimeOffset Until = new(2034, 2, 28, 0, 0, 0, TimeSpan.Zero);
    public static readonly byte[] Issuer = CertificateDraft.NameOf("Test Root", "Test");

    /// <summary>A root that signs itself.</summary>
    public static CertificateDraft Root(SigningKey key) => new()
    {
        Subject = Issuer,
        Issuer = Issuer,
        PublicKeyInfo = key.PublicKeyInfo,
        NotBefore = From,
        NotAfter = Until,
        SerialNumber = new byte[] { 1 },
        Extensions =
        [
            ExtensionDraft.BasicConstraints(isCa: true),
            ExtensionDraft.KeyUsage(X509.KeyUsages.KeyCertSign | X509.KeyUsages.CrlSign),
            ExtensionDraft.SubjectKeyIdentifier(key.KeyIdentifier),
        ],
    };

    /// <summary>An end entity below <see cref="Root"/>.</summary>
    public static CertificateDraft Leaf(SigningKey key, params ExtensionDraft[] extensions) => new()
    {
        Subject = CertificateDraft.NameOf("leaf", encoding: UniversalTagNumber.PrintableString),
        Issuer = Issuer,
        PublicKeyInfo = key.PublicKeyInfo,
        NotBefore = From,
        NotAfter = Until,
        SerialNumber = CertificateDraft.RandomSerialNumber(),
        Extensions = [.. extensions],
    };
}
