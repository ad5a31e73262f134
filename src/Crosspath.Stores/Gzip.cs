using System.IO.Compression;

namespace Crosspath.Stores;

/// <summary>Takes gzip apart, up to a size.</summary>
internal static class Gzip
{
    /// <summary>The content of gzip; false when it is none.</summary>
    /// <exception cref="StoreImportException">It is damaged, or too large.</exception>
    public static bool TryExpand(ReadOnlyMemory<byte> content, long most, out ReadOnlyMemory<byte> expanded)
    {
        expanded = content;
        if (content.Length < 2 || content.Span[0] != 0x1F || content.Span[1] != 0x8B) return false;
        using var bytes = new MemoryStream(content.ToArray(), writable: false);
        using var unzipped = new GZipStream(bytes, CompressionMode.Decompress);
        using var whole = new MemoryStream();
        var buffer = new byte[1 << 16];
        try
        {
            for (int count; (count = unzipped.Read(buffer)) > 0;)
            {
                whole.Write(buffer, 0, count);
                if (whole.Length > most) throw new StoreImportException($"the file holds more than {most:N0} bytes");
            }
        }
        catch (InvalidDataException)
        {
            throw new StoreImportException("the file is damaged gzip");
        }
        expanded = whole.ToArray();
        return true;
    }
}
