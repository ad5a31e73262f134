using System.Globalization;
using System.Text;

namespace Crosspath.X509;

/// <summary>Writes names as RFC 4514 does.</summary>
internal static class NameText
{
    // RFC 4514 section 3 and RFC 4519, then names that PKIX and everyone's tools use.
    private static readonly Dictionary<string, string> Keywords = new(StringComparer.Ordinal)
    {
        ["2.5.4.3"] = "CN",
        ["2.5.4.4"] = "SN",
        ["2.5.4.5"] = "serialNumber",
        ["2.5.4.6"] = "C",
        ["2.5.4.7"] = "L",
        ["2.5.4.8"] = "ST",
        ["2.5.4.9"] = "STREET",
        ["2.5.4.10"] = "O",
        ["2.5.4.11"] = "OU",
        ["2.5.4.12"] = "title",
        ["2.5.4.13"] = "description",
        ["2.5.4.15"] = "businessCategory",
        ["2.5.4.17"] = "postalCode",
        ["2.5.4.20"] = "telephoneNumber",
        ["2.5.4.41"] = "name",
        ["2.5.4.42"] = "givenName",
        ["2.5.4.43"] = "initials",
        ["2.5.4.44"] = "generationQualifier",
        ["2.5.4.46"] = "dnQualifier",
        ["2.5.4.65"] = "pseudonym",
        ["2.5.4.97"] = "organizationIdentifier",
        ["0.9.2342.19200300.100.1.1"] = "UID",
        ["0.9.2342.19200300.100.1.25"] = "DC",
        ["1.2.840.113549.1.9.1"] = "emailAddress",
        ["1.3.6.1.4.1.311.60.2.1.1"] = "jurisdictionL",
        ["1.3.6.1.4.1.311.60.2.1.2"] = "jurisdictionST",
        ["1.3.6.1.4.1.311.60.2.1.3"] = "jurisdictionC",
    };

    /// <summary>The name's text, last relative name first (section 2.1).</summary>
    public static string Of(Name name)
    {
        var rdns = new List<StringBuilder>();
        var last = -1;
        foreach (var attribute in name.Attributes())
        {
            if (attribute.Rdn != last) rdns.Add(new StringBuilder());
            else rdns[^1].Append('+');
            Append(rdns[^1], attribute);
            last = attribute.Rdn;
        }
        rdns.Reverse();
        return string.Join(',', rdns);
    }

    private static void Append(StringBuilder text, NameAttribute attribute)
    {
        var type = attribute.Type.ToString();
        text.Append(Keywords.GetValueOrDefault(type, type)).Append('=');
        // Section 2.4: what has no string form is written as hex.
        if (attribute.IsText) AppendEscaped(text, attribute.Text);
        else text.Append('#').Append(Convert.ToHexStringLower(attribute.Encoded.Span));
    }

    private static void AppendEscaped(StringBuilder text, string value)
    {
        var at = 0;
        foreach (var character in value.EnumerateRunes())
        {
            var atEdge = at == 0 || at == value.Length - 1;
            if (character.Value is '"' or '+' or ',' or ';' or '<' or '>' or '\\' || (character.Value == '#' && at == 0)
                || (character.Value == ' ' && atEdge))
                text.Append('\\').Append((char)character.Value);
            else if (IsUnprintable(character)) AppendHex(text, character);
            else text.Append(character);
            at += character.Utf16SequenceLength;
        }
    }

    // Names come from strangers: nothing that moves the cursor or the writing direction, and nothing that hides,
    // reaches a terminal.
    private static bool IsUnprintable(Rune character) =>
        Rune.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse;

    private static void AppendHex(StringBuilder text, Rune character)
    {
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var octet in utf8[..character.EncodeToUtf8(utf8)])
            text.Append('\\').Append(octet.ToString("x2", CultureInfo.InvariantCulture));
    }
}
