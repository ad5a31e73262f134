using System.Globalization;
using System.Text;

namespace Crosspath.Answers;

/// <summary>Text out of certificates, made harmless for a terminal.</summary>
internal static class Printable
{
    // A name longer than this is no name for people.
    private const int MaxLength = 120;

    /// <summary>The text without what moves the cursor or turns the writing direction, and cut short.</summary>
    public static string Text(string text, int maxLength = MaxLength)
    {
        var printable = new StringBuilder(Math.Min(text.Length, maxLength + 1));
        foreach (var rune in text.EnumerateRunes())
        {
            if (printable.Length >= maxLength) return printable.Append('…').ToString();
            var category = Rune.GetUnicodeCategory(rune);
            var isHarmless = category is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
            printable.Append(isHarmless ? rune.ToString() : "\uFFFD");
        }
        return printable.ToString();
    }
}
