using System.Formats.Asn1;
using System.Security.Cryptography;
using Crosspath.X509;

namespace Crosspath.Fetch.Collateral;

/// <summary>A question about one certificate: RFC 6960 section 4.1, as short as RFC 5019 section 2.1 wants it: no
/// nonce, so that answers can be kept, and SHA-1 in the CertID, which every responder knows and by which nothing is
/// proved.</summary>
internal static class OcspRequest
{
    private const string Sha1 = "1.3.14.3.2.26";
    private const int LongestGet = 255; // RFC 6960 appendix A.1

    /// <summary>The request in DER; null when the issuer's key cannot be read.</summary>
    public static byte[]? Write(Certificate certificate, Certificate issuer)
    {
        if (KeyOctets(issuer) is not { } key) return null;
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence()) // OCSPRequest
        using (writer.PushSequence()) // TBSRequest
        using (writer.PushSequence()) // requestList
        using (writer.PushSequence()) // Request
        using (writer.PushSequence()) // CertID
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(Sha1);
                writer.WriteNull();
            }
#pragma warning disable CA5350 // see above
            writer.WriteOctetString(SHA1.HashData(certificate.Issuer.Raw.Span));
            writer.WriteOctetString(SHA1.HashData(key));
#pragma warning restore CA5350
            writer.WriteInteger(Shortest(certificate.SerialNumber.Span));
        }
        return writer.Encode();
    }

    /// <summary>The URL by which a short request can be got; null when it is too long.</summary>
    public static Uri? UrlOf(Uri responder, byte[] request)
    {
        var text = $"{responder.AbsoluteUri.TrimEnd('/')}/{Uri.EscapeDataString(Convert.ToBase64String(request))}";
        if (text.Length > LongestGet || responder.Query.Length > 0) return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var url) ? url : null;
    }

    // RFC 6960 section 4.1.1: without tag, length and number of unused bits.
    private static byte[]? KeyOctets(Certificate issuer)
    {
        try
        {
            var info = new AsnReader(issuer.PublicKeyInfo, AsnEncodingRules.BER).ReadSequence();
            info.ReadEncodedValue();
            return info.ReadBitString(out _);
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    // Serial numbers in the wild are not always as short as DER wants them.
    private static ReadOnlySpan<byte> Shortest(ReadOnlySpan<byte> serial)
    {
        while (serial.Length > 1 && (serial[0], serial[1] & 0x80) is (0, 0) or (0xFF, 0x80)) serial = serial[1..];
        return serial.IsEmpty ? [0] : serial;
    }
}
