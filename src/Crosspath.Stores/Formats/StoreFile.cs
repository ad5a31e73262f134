using System.Text;

namespace Crosspath.Stores.Formats;

/// <summary>A file that is to be read, uncompressed.</summary>
internal sealed class StoreFile(ReadOnlyMemory<byte> content, KnownCertificates known)
{
    private readonly Lazy<string> _text = new(() => Encoding.UTF8.GetString(WithoutMark(content.Span)));

    /// <summary>Its bytes.</summary>
    public ReadOnlyMemory<byte> Content => content;

    /// <summary>Certificates by which it may be resolved.</summary>
    public KnownCertificates Known => known;

    /// <summary>Its bytes as UTF-8, without a byte order mark; what is not UTF-8 becomes U+FFFD.</summary>
    public string Text => _text.Value;

    /// <summary>Its first bytes without byte order mark and white space.</summary>
    public ReadOnlySpan<byte> Head
    {
        get
        {
            var text = WithoutMark(content.Span);
            return text[..Math.Min(text.Length, 8192)].TrimStart(" \t\r\n"u8);
        }
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
}
