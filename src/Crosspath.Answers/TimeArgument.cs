using System.Globalization;

namespace Crosspath.Answers;

/// <summary>Times as the command line takes and writes them: ISO 8601, UTC; a date alone means midnight.</summary>
internal static class TimeArgument
{
    private static readonly string[] Forms =
        ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF"];

    /// <summary>Reads a time.</summary>
    /// <exception cref="UsageException">The text is no such time.</exception>
    public static DateTimeOffset Parse(string option, string text) => TryParse(text, out var time)
        ? time
        : throw new UsageException($"{option}: '{text}' is no time; write 2026-11-20 or 2026-11-20T08:00:00Z");

    /// <summary>Reads a time; false when the text is none.</summary>
    public static bool TryParse(string text, out DateTimeOffset time)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        var digits = text.EndsWith('Z') || text.EndsWith('z') ? text[..^1] : text;
        return DateTimeOffset.TryParseExact(digits, Forms, CultureInfo.InvariantCulture, Utc, out time)
            || (text.Contains('T', StringComparison.Ordinal)
                && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out time));
    }

    /// <summary>Writes the day of a time.</summary>
    public static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Writes a time to the second, as JSON has it.</summary>
    public static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
