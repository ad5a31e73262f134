using System.Formats.Asn1;
using System.Numerics;
using Crosspath.X509;

namespace Crosspath.Authority;

/// <summary>One certificate to be named by a revocation list: RFC 5280 section 5.1.2.6.</summary>
/// <param name="SerialNumber">The certificate's, as content octets.</param>
/// <param name="RevokedAt">Since when.</param>
/// <param name="Reason">Why; unspecified is left out, as section 5.3.1 wants.</param>
/// <param name="InvalidityDate">Since when the key is thought to be unsafe (section 5.3.2); null to leave it
/// out.</param>
public sealed record RevocationDraft(
    ReadOnlyMemory<byte> SerialNumber,
    DateTimeOffset RevokedAt,
    RevocationReason Reason = RevocationReason.Unspecified,
    DateTimeOffset? InvalidityDate = null)
{
    internal void Write(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            writer.WriteInteger(new BigInteger(SerialNumber.Span, isBigEndian: true)); // in its shortest form
            CertificateDraft.WriteTime(writer, RevokedAt);
            var extensions = new List<ExtensionDraft>();
            if (Reason != RevocationReason.Unspecified) extensions.Add(ExtensionDraft.Reason(Reason));
            if (InvalidityDate is { } date) extensions.Add(ExtensionDraft.InvalidityDate(date));
            if (extensions.Count > 0) ExtensionDraft.WriteAll(writer, extensions);
        }
    }
}
