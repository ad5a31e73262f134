using System.Text;
using Crosspath.X509.Der;

namespace Crosspath.X509;

/// <summary>One attribute of a distinguished name: RFC 5280 appendix A.1, AttributeTypeAndValue.</summary>
/// <param name="Rdn">Which relative name it belongs to, from 0; several attributes may share one.</param>
/// <param name="Type">Such as 2.5.4.3, common name.</param>
/// <param name="Tag">The value's tag, which tells its string type.</param>
/// <param name="Content">The value's content octets.</param>
/// <param name="Encoded">The value with its header.</param>
public readonly record struct NameAttribute(
    int Rdn, ObjectIdentifier Type, byte Tag, ReadOnlyMemory<byte> Content, ReadOnlyMemory<byte> Encoded)
{
    /// <summary>2.5.4.3</summary>
    public static ObjectIdentifier CommonName { get; } = ObjectIdentifier.Parse("2.5.4.3");

    /// <summary>2.5.4.10</summary>
    public static ObjectIdentifier Organization { get; } = ObjectIdentifier.Parse("2.5.4.10");

    /// <summary>2.5.4.11</summary>
    public static ObjectIdentifier OrganizationalUnit { get; } = ObjectIdentifier.Parse("2.5.4.11");

    /// <summary>1.2.840.113549.1.9.1, the address that RFC 5280 section 4.1.2.6 calls legacy.</summary>
    public static ObjectIdentifier EmailAddress { get; } = ObjectIdentifier.Parse("1.2.840.113549.1.9.1");

    /// <summary>Whether the value is one of the string types.</summary>
    public bool IsText => Tag is DerTag.Utf8String or DerTag.PrintableString or DerTag.TeletexString
        or DerTag.Ia5String or DerTag.BmpString or DerTag.UniversalString or DerTag.NumericString
        or DerTag.VisibleString;

    /// <summary>The value as text. Teletex is read as Latin-1, which is how it is used; so is UTF-8 that is none.
    /// Values that are no strings give <c>#</c> and hex.</summary>
    public string Text => Tag switch
    {
        DerTag.BmpString => Encoding.BigEndianUnicode.GetString(Content.Span),
        DerTag.UniversalString => Utf32BigEndian.GetString(Content.Span),
        DerTag.Utf8String => DecodeUtf8(Content.Span),
        _ when IsText => Encoding.Latin1.GetString(Content.Span),
        _ => "#" + Convert.ToHexStringLower(Encoded.Span),
    };

    /// <summary>Whether <see cref="Text"/> stands for these octets alone: characters that cannot be decoded all become
    /// U+FFFD there, so that two values that differ may have one text.</summary>
    internal bool IsTextUnique =>
        IsText && !(Tag is DerTag.BmpString or DerTag.UniversalString && Text.Contains('\uFFFD'));

    private static readonly UTF32Encoding Utf32BigEndian = new(bigEndian: true, byteOrderMark: false);

    private static string DecodeUtf8(ReadOnlySpan<byte> content) =>
        System.Text.Unicode.Utf8.IsValid(content)
            ? Encoding.UTF8.GetString(content)
            : Encoding.Latin1.GetString(content);
}
