using System.Buffers.Binary;
using System.IO.Compression;

namespace Crosspath.X509;

/// <summary>Reads one stream of any form, by its first bytes.</summary>
internal static class ContentReader
{
    /// <param name="depth">Containers around this content; the recursion it counts ends at the limit.</param>
    public static IEnumerable<InputItem> Read(GuardedStream stream, InputContext context, int depth)
    {
        var window = new ByteWindow(memory => stream.Read(memory.Span));
        var form = ContentForms.Of(window.Peek(ContentForms.HeadBytes));
        foreach (var item in Read(form, window, (stream, context, depth)))
        {
            // That the little which came is no certificate says nothing when more was to come.
            if (stream.Failure is null || item is not InputItem.Unreadable { Kind: UnreadableKind.NoCertificate })
                yield return item;
        }

        if (stream.Failure is var (kind, reason))
            yield return new InputItem.Unreadable(context.Source, window.Offset, kind, reason);
    }

    private static IEnumerable<InputItem> Read(
        ContentForm form, ByteWindow window, (GuardedStream Stream, InputContext Context, int Depth) input) =>
        form switch
        {
            ContentForm.Empty => [input.Context.None("the file is empty")],
            ContentForm.Gzip => ReadGzip(window, input.Stream, input.Context, input.Depth),
            ContentForm.Utf16LittleEndian => ReadUtf16(window, false, input.Context, input.Depth),
            ContentForm.Utf16BigEndian => ReadUtf16(window, true, input.Context, input.Depth),
            ContentForm.Text => new PemScanner(window, input.Context, input.Depth).Read(),
            _ => ReadWhole(form, window.ReadRest(input.Context.Limits.WholeFileBytes, input.Stream.Length is { } rest
                ? checked(rest + window.Span.Length) : null), input.Context, input.Depth),
        };

    private static IEnumerable<InputItem> ReadGzip(
        ByteWindow window, GuardedStream compressed, InputContext context, int depth)
    {
        if (depth >= context.Limits.Nesting)
        {
            yield return context.TooMuch(0, $"gzip inside {depth} containers: more than the limit");
            yield break;
        }

        var gzip = new GZipStream(new WindowStream(window), CompressionMode.Decompress);
        using var content = new GuardedStream(gzip, compressed);
        foreach (var item in Read(content, context, depth + 1)) yield return item;
    }

    // Windows exports: what PEM needs is ASCII, so the rest may become anything that base64 is not.
    private static IEnumerable<InputItem> ReadUtf16(ByteWindow window, bool bigEndian, InputContext context, int depth)
    {
        window.Skip(2);
        var wide = new byte[1 << 12];
        var narrow = new ByteWindow(memory =>
        {
            var pairs = Math.Min(memory.Length, wide.Length / 2);
            var used = window.Peek(2).Length < 2 ? 0 : window.Read(wide.AsSpan(0, pairs * 2));
            if (used % 2 == 1) used += window.Read(wide.AsSpan(used, 1));
            for (var i = 0; i < used / 2; i++)
            {
                var unit = wide.AsSpan(2 * i);
                var value = bigEndian
                    ? BinaryPrimitives.ReadUInt16BigEndian(unit)
                    : BinaryPrimitives.ReadUInt16LittleEndian(unit);
                memory.Span[i] = value < 0x80 ? (byte)value : (byte)'?';
            }

            return used / 2;
        });
        foreach (var item in new PemScanner(narrow, context, depth).Read())
            yield return item with { Offset = (item.Offset * 2) + 2 };
    }

    private static IEnumerable<InputItem> ReadWhole(ContentForm form, byte[]? bytes, InputContext context, int depth)
    {
        if (bytes is null)
            return [context.TooMuch(0, $"not PEM, and longer than {context.Limits.WholeFileBytes} bytes")];
        return form switch
        {
            ContentForm.JavaKeyStore => JavaKeyStore.Read(bytes, context),
            ContentForm.SerializedStore => SerializedStore.Read(bytes, context),
            ContentForm.Base64 => ReadBase64(bytes, context, depth),
            _ => BerContent.Read(new BerPlace(bytes, context, 0, true)),
        };
    }

    private static IEnumerable<InputItem> ReadBase64(byte[] text, InputContext context, int depth)
    {
        if (PemBody.Decode(text) is { } ber) return BerContent.Read(new BerPlace(ber, context, 0, false));

        // Not base64 to its end: then a text whose first page looked like it.
        var rest = new MemoryStream(text);
        return new PemScanner(new ByteWindow(memory => rest.Read(memory.Span)), context, depth).Read();
    }
}
