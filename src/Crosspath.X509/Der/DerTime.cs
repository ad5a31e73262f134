namespace Crosspath.X509.Der;

/// <summary>The times of RFC 5280 section 4.1.2.5, and the other forms that certificates carry in their place.</summary>
public static class DerTime
{
    private const long TicksPerSecond = TimeSpan.TicksPerSecond;

    /// <summary>Reads a UTCTime or GeneralizedTime.</summary>
    /// <param name="tag">The element's tag.</param>
    /// <param name="text">Its content.</param>
    /// <param name="utcTicks">The instant in ticks of <see cref="DateTime"/>, UTC.</param>
    /// <param name="isDer">False for forms outside DER: no seconds, an offset instead of Z, fractions.</param>
    /// <returns>False when the text names no instant.</returns>
    public static bool TryRead(byte tag, ReadOnlySpan<byte> text, out long utcTicks, out bool isDer)
    {
        (utcTicks, isDer) = (0, true);
        unchecked
        {
            int year, at;
            if (tag == DerTag.UtcTime)
            {
                if (!TryTwoDigits(text, 0, out var twoDigits)) return false;
                year = twoDigits < 50 ? 2000 + twoDigits : 1900 + twoDigits; // RFC 5280 section 4.1.2.5.1
                at = 2;
            }
            else
            {
                if (tag != DerTag.GeneralizedTime) return false;
                if (!TryTwoDigits(text, 0, out var century) || !TryTwoDigits(text, 2, out var rest)) return false;
                year = century * 100 + rest;
                at = 4;
            }
            if (!TryTwoDigits(text, at, out var month) || !TryTwoDigits(text, at + 2, out var day)) return false;
            if (!TryTwoDigits(text, at + 4, out var hour) || !TryTwoDigits(text, at + 6, out var minute)) return false;
            if (TryTwoDigits(text, at + 8, out var second)) at += 10;
            else
            {
                (second, isDer) = (0, false);
                at += 8;
            }
            // A leap second counts as the second before it: no clock of ours has one.
            if (second == 60) second = 59;
            if (year < 1 || month is < 1 or > 12 || hour > 23 || minute > 59 || second > 59) return false;
            if (day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
            utcTicks = new DateTime(year, month, day, hour, minute, second).Ticks;
            return TryZone(text[at..], ref utcTicks, ref isDer);
        }
    }

    private static bool TryZone(ReadOnlySpan<byte> zone, ref long utcTicks, ref bool isDer)
    {
        if (zone.Length == 1 && zone[0] == 'Z') return true;
        isDer = false;
        var position = 0;
        if (zone.Length > 0 && zone[0] is (byte)'.' or (byte)',')
        {
            position = 1;
            while (position < zone.Length && char.IsAsciiDigit((char)zone[position])) position++;
        }
        zone = zone[position..];
        if (zone.Length == 0 || (zone.Length == 1 && zone[0] == 'Z')) return true;
        if (zone.Length != 5 || zone[0] is not ((byte)'+' or (byte)'-')) return false;
        if (!TryTwoDigits(zone, 1, out var hours) || !TryTwoDigits(zone, 3, out var minutes)) return false;
        var offset = (hours * 60L + minutes) * 60 * TicksPerSecond;
        var moved = zone[0] == '+' ? utcTicks - offset : utcTicks + offset;
        if (moved < 0 || moved > DateTime.MaxValue.Ticks) return false;
        utcTicks = moved;
        return true;
    }

    private static bool TryTwoDigits(ReadOnlySpan<byte> text, int at, out int value)
    {
        value = 0;
        if (at + 2 > text.Length) return false;
        int tens = text[at] - '0', ones = text[at + 1] - '0';
        value = tens * 10 + ones;
        return tens is >= 0 and <= 9 && ones is >= 0 and <= 9;
    }
}
