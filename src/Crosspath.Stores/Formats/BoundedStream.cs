namespace Crosspath.Stores.Formats;

/// <summary>Reads streams whose length only their end tells.</summary>
internal static class BoundedStream
{
    /// <summary>All bytes; null when there are more than the limit.</summary>
    public static byte[]? ReadAll(Stream stream, long limit)
    {
        var buffer = new byte[81920];
        using var whole = new MemoryStream();
        while (stream.Read(buffer) is var count and > 0)
        {
            if (whole.Length + count > limit) return null;
            whole.Write(buffer, 0, count);
        }
        return whole.ToArray();
    }
}
