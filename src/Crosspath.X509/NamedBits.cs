namespace Crosspath.X509;

/// <summary>The named bit list of RFC 5280 section 4.2.1.3.</summary>
internal static class NamedBits
{
    /// <summary>Reads the content of a BIT STRING, whose first bit (x80 of its first octet) is bit 0.</summary>
    public static bool TryRead(ReadOnlySpan<byte> content, out KeyUsages usages)
    {
        usages = KeyUsages.None;
        if (content.Length == 0 || content[0] > 7 || (content.Length == 1 && content[0] != 0)) return false;
        for (var bit = 0; bit < 9; bit++)
        {
            var octet = 1 + bit / 8;
            if (octet >= content.Length) break;
            if ((content[octet] & (0x80 >> (bit % 8))) != 0) usages |= (KeyUsages)(1 << bit);
        }
        return true;
    }
}
