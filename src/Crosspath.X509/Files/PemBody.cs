using System.Buffers;
using System.Buffers.Text;

namespace Crosspath.X509;

/// <summary>The text between the lines of a PEM block (RFC 7468), read with tolerance.</summary>
internal static class PemBody
{
    /// <summary>What base64 text consists of.</summary>
    public static SearchValues<byte> Alphabet { get; } = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/= \t\r\n\v\f"u8);

    /// <summary>The bytes, or null where this is not base64. Padding may be missing.</summary>
    public static byte[]? Decode(ReadOnlySpan<byte> text)
    {
        text = AfterHeaders(text);
        var quads = new byte[text.Length + 3];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var octet = text[i];
            if (octet is (byte)' ' or (>= 9 and <= 13)) continue;
            if (octet == '\\' && i + 1 < text.Length && text[i + 1] is (byte)'n' or (byte)'r')
            {
                i++; // a block that was pasted into a JSON string
                continue;
            }

            quads[length++] = octet;
        }

        return DecodeQuads(quads, quads.AsSpan(0, length).TrimEnd((byte)'=').Length);
    }

    private static byte[]? DecodeQuads(byte[] quads, int length)
    {
        if (length % 4 == 1) return null;
        while (length % 4 != 0) quads[length++] = (byte)'=';
        var status = Base64.DecodeFromUtf8InPlace(quads.AsSpan(0, length), out var written);
        return status == OperationStatus.Done && written > 0 ? quads[..written] : null;
    }

    // RFC 1421 section 4.6: "Proc-Type: …" lines, folded like those of mail, then an empty line.
    private static ReadOnlySpan<byte> AfterHeaders(ReadOnlySpan<byte> text)
    {
        var colon = text.LastIndexOf((byte)':');
        if (colon < 0) return text;
        text = text[colon..];
        while (true)
        {
            var end = text.IndexOf((byte)'\n');
            if (end < 0) return [];
            text = text[(end + 1)..];
            if (text.IsEmpty || text[0] is not ((byte)' ' or (byte)'\t')) return text;
        }
    }
}
