using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Crosspath.X509;

// When are two names the same? RFC 5280 section 7.1 says: when their relative names match one by one, in order; those
// match when their attributes do, in any order; and attribute values match by caseIgnoreMatch after the string
// preparation of RFC 4518: string types do not matter, letters are folded, what is invisible is dropped, white space at
// the ends is ignored and inside it counts once. So each name is brought to a form in which equality is equality of
// bytes, which can then be hashed.
//
// Of RFC 4518's steps one is left out: the NFKC normalisation of section 2.3. .NET has it only through ICU, and an
// answer of ours must not depend on what else is installed. So "é" as one code point and as "e" with an accent are two
// names here; docs/decisions tells more.

/// <summary>The form of a distinguished name in which equal names have equal bytes.</summary>
public static class NameCanonicalForm
{
    /// <summary>Canonical bytes of a name; of no use but for comparison.</summary>
    public static byte[] Of(Name name)
    {
        // What cannot be read is equal to nothing but its own bytes: xFF begins no other form.
        if (!name.TryReadAttributes(out var attributes)) return [0xFF, .. name.Raw.Span];
        using var form = new MemoryStream();
        var values = new List<byte[]>();
        var rdn = 0;
        foreach (var attribute in attributes)
        {
            if (attribute.Rdn != rdn)
            {
                Append(form, values);
                rdn = attribute.Rdn;
            }
            values.Add(Of(attribute));
        }
        Append(form, values);
        return form.ToArray();
    }

    /// <summary>A string as caseIgnoreMatch compares it (RFC 4518 section 2, without NFKC).</summary>
    public static string Of(string text)
    {
        var folded = new StringBuilder(text.Length);
        var space = false;
        Span<char> letters = stackalloc char[2];
        foreach (var character in text.EnumerateRunes())
        {
            // Most names are ASCII, where the same rules are a few comparisons.
            if (character.IsAscii && char.IsAsciiLetterOrDigit((char)character.Value))
            {
                if (space) folded.Append(' ');
                space = false;
                var letter = (char)character.Value;
                folded.Append(char.IsAsciiLetterUpper(letter) ? (char)(letter | 0x20) : letter);
                continue;
            }
            if (IsSpace(character))
            {
                space = folded.Length > 0;
                continue;
            }
            if (IsDropped(character)) continue;
            if (space) folded.Append(' ');
            space = false;
            folded.Append(letters[..Rune.ToLowerInvariant(character).EncodeToUtf16(letters)]);
        }
        return folded.ToString();
    }

    // RFC 4518 section 2.2: tabs and line breaks and all separators are spaces…
    private static bool IsSpace(Rune character) =>
        character.Value is (>= '\t' and <= '\r') or 0x85
        || Rune.GetUnicodeCategory(character)
            is UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    // … and other controls, format characters, soft hyphens and variation selectors are nothing.
    private static bool IsDropped(Rune character) =>
        character.Value is 0x034F or 0x1806 or (>= 0x180B and <= 0x180D) or (>= 0xFE00 and <= 0xFE0F) or 0xFFFC
        || Rune.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format;

    private static byte[] Of(NameAttribute attribute)
    {
        var isText = attribute.IsTextUnique;
        var value = isText ? Encoding.UTF8.GetBytes(Of(attribute.Text)) : attribute.Encoded.ToArray();
        var type = attribute.Type.Content;
        var form = new byte[4 + type.Length + 1 + value.Length];
        BinaryPrimitives.WriteInt32BigEndian(form, type.Length);
        type.CopyTo(form.AsSpan(4));
        form[4 + type.Length] = isText ? (byte)1 : (byte)0;
        value.CopyTo(form, 5 + type.Length);
        return form;
    }

    // Each part is preceded by its length, so that no two lists of parts have the same bytes.
    private static void Append(MemoryStream form, List<byte[]> values)
    {
        if (values.Count == 0) return;
        values.Sort((left, right) => left.AsSpan().SequenceCompareTo(right));
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, values.Count);
        form.Write(number);
        foreach (var value in values)
        {
            BinaryPrimitives.WriteInt32BigEndian(number, value.Length);
            form.Write(number);
            form.Write(value);
        }
        values.Clear();
    }
}
