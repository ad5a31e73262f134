namespace Crosspath.Stores.Formats;

/// <summary>Serial numbers as integers.</summary>
internal static class SerialNumbers
{
    /// <summary>The content octets without those that only repeat the sign (X.690 section 8.3.2).</summary>
    public static ReadOnlySpan<byte> Shortest(ReadOnlySpan<byte> octets)
    {
        while (octets.Length > 1 && (octets[0] == 0 ? octets[1] < 0x80 : octets[0] == 0xFF && octets[1] >= 0x80))
            octets = octets[1..];
        return octets;
    }
}
