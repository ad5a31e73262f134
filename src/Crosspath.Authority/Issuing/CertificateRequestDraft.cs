using System.Formats.Asn1;

namespace Crosspath.Authority;

/// <summary>A certification request (PKCS#10, RFC 2986): proves that who asks for a certificate holds the
/// key.</summary>
public static class CertificateRequestDraft
{
    private const string ExtensionRequest = "1.2.840.113549.1.9.14";

    /// <summary>Makes one for a CA.</summary>
    /// <param name="subject">The name's DER.</param>
    /// <param name="keyIdentifier">The CA's subject key identifier, to be carried over; may be empty.</param>
    /// <param name="key">Its key.</param>
    /// <returns>The DER.</returns>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The key does not sign.</exception>
    public static byte[] Sign(ReadOnlyMemory<byte> subject, ReadOnlyMemory<byte> keyIdentifier, SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        ExtensionDraft[] extensions =
        [
            ExtensionDraft.BasicConstraints(isCa: true),
            .. keyIdentifier.IsEmpty ? Array.Empty<ExtensionDraft>()
                : [ExtensionDraft.SubjectKeyIdentifier(keyIdentifier.ToArray())],
        ];
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(0);
            writer.WriteEncodedValue(subject.Span);
            writer.WriteEncodedValue(key.PublicKeyInfo.Span);
            using (writer.PushSetOf(new Asn1Tag(TagClass.ContextSpecific, 0)))
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(ExtensionRequest);
                using (writer.PushSetOf()) ExtensionDraft.WriteAll(writer, extensions);
            }
        }
        return key.Seal(writer.Encode());
    }
}
