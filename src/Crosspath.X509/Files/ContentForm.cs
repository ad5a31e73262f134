using System.Text;

namespace Crosspath.X509;

/// <summary>The forms told apart by their first bytes.</summary>
internal enum ContentForm
{
    Empty,
    Gzip,
    JavaKeyStore,
    SerializedStore,
    Ber,
    Base64,
    Utf16LittleEndian,
    Utf16BigEndian,
    Text,
}

/// <summary>Recognises forms, and names what is none of them.</summary>
internal static class ContentForms
{
    /// <summary>How many first bytes a decision may need.</summary>
    public const int HeadBytes = 4096;

    public static ContentForm Of(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty) return ContentForm.Empty;
        if (head.StartsWith<byte>([0x1F, 0x8B, 8])) return ContentForm.Gzip;
        if (head.StartsWith<byte>([0xFE, 0xED, 0xFE, 0xED]) || head.StartsWith<byte>([0xCE, 0xCE, 0xCE, 0xCE]))
            return ContentForm.JavaKeyStore;
        if (head.StartsWith("\0\0\0\0CERT"u8)) return ContentForm.SerializedStore;
        if (head.StartsWith<byte>([0xFF, 0xFE])) return ContentForm.Utf16LittleEndian;
        if (head.StartsWith<byte>([0xFE, 0xFF])) return ContentForm.Utf16BigEndian;

        // A SEQUENCE too short for the long form of its length would be shorter than any certificate, and would be
        // mistaken for text that begins with the digit 0.
        if (head[0] == 0x30 && head.Length > 1 && head[1] >= 0x80) return ContentForm.Ber;
        return IsBase64(head) ? ContentForm.Base64 : ContentForm.Text;
    }

    // Base64 of 30 8x: "MI" to "MP", as x has its upper bit clear in practice ("MIIF…", "MIAG…").
    private static bool IsBase64(ReadOnlySpan<byte> head)
    {
        var text = head.TrimStart(" \t\r\n"u8);
        return text.Length >= 64 && text.StartsWith("MI"u8) && text.IndexOfAnyExcept(PemBody.Alphabet) < 0;
    }

    /// <summary>Names what an input that gave nothing looks like, for a person who took the wrong file.</summary>
    public static string Describe(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("PK\x03\x04"u8)) return "looks like a ZIP archive";
        if (head.StartsWith("MSCF"u8)) return "looks like a cabinet archive";
        if (head.StartsWith("%PDF"u8)) return "looks like a PDF document";
        if (head.StartsWith<byte>([0x89, (byte)'P', (byte)'N', (byte)'G'])) return "looks like a PNG image";
        if (head.StartsWith<byte>([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z'])) return "looks like xz data";
        if (head.StartsWith<byte>([0x28, 0xB5, 0x2F, 0xFD])) return "looks like Zstandard data";
        if (head.StartsWith("BZh"u8)) return "looks like bzip2 data";
        if (head.StartsWith("SQLite format 3"u8)) return "looks like an SQLite database";
        if (head.StartsWith<byte>([0x7F, (byte)'E', (byte)'L', (byte)'F'])) return "looks like a program";
        if (head.StartsWith<byte>([0x30])) return "DER too short to be a certificate, or text";
        if (head.IndexOfAnyInRange<byte>(0, 8) >= 0) return "unknown binary data";
        var text = head.TrimStart(" \t\r\n"u8);
        if (text.IsEmpty) return "only white space";
        if (text[0] == '<') return "looks like HTML or XML";
        return Encoding.UTF8.GetCharCount(head) == 0 ? "unknown data" : "a text without a PEM block";
    }
}
