using System.Buffers.Binary;

namespace Crosspath.Bench.Preparation;

/// <summary>
/// The simplest file that C can read: each field is its length (32 bits, little-endian) and its bytes.
/// </summary>
internal static class FieldFile
{
    public static void Write(string path, IEnumerable<ReadOnlyMemory<byte>> fields)
    {
        using var file = File.Create(path);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var field in fields)
        {
            BinaryPrimitives.WriteInt32LittleEndian(length, field.Length);
            file.Write(length);
            file.Write(field.Span);
        }
    }
}
