namespace Crosspath.X509;

/// <summary>
/// Finds PEM blocks in text of any length. One pass in constant memory: a window over the stream and the text of one
/// block. Blocks of other kinds, private keys above all, are passed over without a look at their content.
/// </summary>
/// <remarks>
/// Read with more tolerance than RFC 7468 section 2 asks for: a block may begin in the middle of a line (CSV and JSON
/// reports hold such), lack its line breaks, have header lines, or be base64-coded once more. What is not tolerated: a
/// missing END line.
/// </remarks>
internal sealed class PemScanner(ByteWindow window, InputContext context, int depth)
{
    private const int LongestLabel = 64;

    private byte[] body = new byte[8192];
    private int bodyLength;
    private bool tooLong;

    public IEnumerable<InputItem> Read()
    {
        var description = ContentForms.Describe(window.Peek(ContentForms.HeadBytes));
        var any = false;
        while (FindBegin() is var (offset, label))
        {
            if (!IsRead(label))
            {
                description = $"only PEM blocks of other kinds ({label})";
                continue;
            }

            any = true;
            foreach (var item in ReadBlock(offset, label)) yield return item;
        }

        if (!any) yield return context.None(description);
    }

    // RFC 7468 sections 5 to 9 with its older spellings; OpenSSL's TRUSTED CERTIFICATE has trust settings behind the
    // certificate.
    private static bool IsRead(string label) => label is "CERTIFICATE" or "X509 CERTIFICATE" or "X.509 CERTIFICATE"
        or "TRUSTED CERTIFICATE" or "CERTIFICATE CHAIN" or "PKCS7" or "PKCS #7 SIGNED DATA" or "CMS" or "PKCS12"
        or "X509 CRL" or "CRL";

    private (long Offset, string Label)? FindBegin()
    {
        while (true)
        {
            var at = window.Span.IndexOf("-----BEGIN "u8);
            if (at < 0)
            {
                window.Skip(Math.Max(0, window.Span.Length - 10));
                if (!window.Fill()) return null;
                continue;
            }

            window.Skip(at);
            var offset = window.Offset;
            if (TakeLine("-----BEGIN "u8.Length) is { } label) return (offset, label);
        }
    }

    // The window stands on "-----BEGIN " or "-----END ": takes it with label and dashes, or alone when there are none.
    private string? TakeLine(int prefix)
    {
        var line = window.Peek(prefix + LongestLabel + 5)[prefix..];
        var length = line.IndexOf("-----"u8);
        if (length < 0 || line[..length].IndexOfAnyExceptInRange((byte)' ', (byte)'~') >= 0)
        {
            window.Skip(prefix);
            return null;
        }

        var label = System.Text.Encoding.ASCII.GetString(line[..length]);
        window.Skip(prefix + length + 5);
        return label;
    }

    private IEnumerable<InputItem> ReadBlock(long offset, string label)
    {
        if (!TakeBody())
            return [context.Damaged(offset, $"a {label} block without its END line")];
        if (tooLong)
            return [context.TooMuch(offset, $"a {label} block longer than {context.Limits.BlockBytes} bytes")];
        if (PemBody.Decode(body.AsSpan(0, bodyLength)) is not { } content)
            return [context.Damaged(offset, $"the base64 of a {label} block is broken")];
        return ReadContent(content, offset, label);
    }

    private IEnumerable<InputItem> ReadContent(byte[] content, long offset, string label)
    {
        var items = content.AsSpan().TrimStart(" \t\r\n"u8).StartsWith("-----BEGIN "u8)
            ? ReadInner(content, offset)
            : BerContent.Read(new BerPlace(content, context, offset, false)
            {
                IgnoresTrailing = label == "TRUSTED CERTIFICATE",
            });
        foreach (var item in items)
        {
            yield return item is InputItem.Unreadable { Kind: UnreadableKind.NoCertificate } none
                && label.EndsWith("CERTIFICATE", StringComparison.Ordinal)
                ? none with { Kind = UnreadableKind.Damaged, Reason = $"a {label} block that holds none" }
                : item;
        }
    }

    private IEnumerable<InputItem> ReadInner(byte[] text, long offset)
    {
        if (depth >= context.Limits.Nesting)
        {
            yield return context.TooMuch(offset, $"PEM inside {depth} containers: more than the limit");
            yield break;
        }

        var stream = new MemoryStream(text);
        var inner = new PemScanner(new ByteWindow(memory => stream.Read(memory.Span)), context, depth + 1);
        foreach (var item in inner.Read()) yield return item with { Offset = offset };
    }

    // True when an END line closes the block. A BEGIN line is left for the search.
    private bool TakeBody()
    {
        (bodyLength, tooLong) = (0, false);
        while (true)
        {
            var at = window.Span.IndexOf("-----"u8);
            if (at < 0)
            {
                TakeText(Math.Max(0, window.Span.Length - 4));
                if (window.Fill()) continue;
                return false;
            }

            TakeText(at);
            var dashes = window.Peek("-----BEGIN ".Length);
            if (dashes.StartsWith("-----END "u8)) return TakeLine("-----END ".Length) is not null;
            if (dashes.StartsWith("-----BEGIN "u8)) return false;
            TakeText(1);
        }
    }

    private void TakeText(int count)
    {
        if (count > context.Limits.BlockBytes - bodyLength) tooLong = true;
        if (!tooLong)
        {
            if (bodyLength + count > body.Length)
                Array.Resize(ref body, Math.Max(bodyLength + count, (int)Math.Min(Array.MaxLength, body.Length * 2L)));
            window.Span[..count].CopyTo(body.AsSpan(bodyLength));
            bodyLength += count;
        }

        window.Skip(count);
    }
}
