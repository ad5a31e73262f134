using System.Formats.Asn1;
using Crosspath.X509.Der;

namespace Crosspath.X509.Signatures;

/// <summary>Object identifiers between their content octets and dotted decimal.</summary>
internal static class ObjectIdentifiers
{
    // Arcs are big integers: printing is quadratic in an arc's length.
    private const int LongestPrinted = 64;

    /// <summary>The content octets of dotted decimal; for constants.</summary>
    public static byte[] Encode(string dotted)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteObjectIdentifier(dotted);
        return writer.Encode()[2..]; // none of ours is longer than 127 octets
    }

    /// <summary>Dotted decimal, or hex for what is malformed or absurdly long.</summary>
    public static string Print(ReadOnlySpan<byte> content) => content.Length <= LongestPrinted
        ? new ObjectIdentifier(content.ToArray()).ToString()
        : $"oid:{Convert.ToHexStringLower(content[..LongestPrinted])}…";
}
