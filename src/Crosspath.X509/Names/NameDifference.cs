using Crosspath.X509.Der;

namespace Crosspath.X509;

/// <summary>Says how names that are equal by RFC 5280 section 7.1 differ in bytes; clients that compare bytes see two
/// names there.</summary>
internal static class NameDifference
{
    /// <summary>The first difference in words; null when the bytes are the same or the names are not equal.</summary>
    public static string? Describe(Name left, Name right)
    {
        if (left.Raw.Span.SequenceEqual(right.Raw.Span) || !left.Equals(right)) return null;
        foreach (var (one, other) in left.Attributes().Zip(right.Attributes()))
        {
            if (one.Type != other.Type) return "the attributes of a multi-valued relative name are in another order";
            if (one.Tag != other.Tag)
                return $"'{one.Text}' is a {StringType(one.Tag)} in one and a {StringType(other.Tag)} in the other";
            if (!one.Content.Span.SequenceEqual(other.Content.Span))
                return $"'{one.Text}' in one is '{other.Text}' in the other (letter case or white space)";
        }
        return "the lengths are encoded differently";
    }

    private static string StringType(byte tag) => tag switch
    {
        DerTag.Utf8String => "UTF8String",
        DerTag.PrintableString => "PrintableString",
        DerTag.TeletexString => "TeletexString",
        DerTag.Ia5String => "IA5String",
        DerTag.BmpString => "BMPString",
        DerTag.UniversalString => "UniversalString",
        DerTag.NumericString => "NumericString",
        DerTag.VisibleString => "VisibleString",
        _ => $"value of tag {tag:x2}",
    };
}
