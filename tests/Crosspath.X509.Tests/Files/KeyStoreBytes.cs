using System.Buffers.Binary;
using System.Text;

namespace Crosspath.X509.Tests.Files;

/// <summary>Key stores that .NET cannot write, byte by byte.</summary>
internal static class KeyStoreBytes
{
    /// <summary>A JKS file of trusted entries.</summary>
    public static byte[] Jks(params byte[][] certificates) =>
        [.. Header(certificates.Length), .. certificates.SelectMany(Trusted), .. new byte[20]];

    public static byte[] Header(int entries) => [0xFE, 0xED, 0xFE, 0xED, .. Big(2), .. Big(entries)];

    public static byte[] Trusted(byte[] der) => [.. Big(2), .. Name("alias"), .. new byte[8], .. Value(der)];

    public static byte[] Key(byte[] key, params byte[][] chain) =>
    [
        .. Big(1), .. Name("alias"), .. new byte[8],
        .. Big(key.Length), .. key,
        .. Big(chain.Length), .. chain.SelectMany(Value),
    ];

    /// <summary>Microsoft's serialized store: each certificate behind a property.</summary>
    public static byte[] Serialized(byte[][] certificates) =>
    [
        0, 0, 0, 0, .. "CERT"u8,
        .. certificates.SelectMany(der => Element(3, new byte[20]).Concat(Element(32, der))),
        .. new byte[12],
    ];

    public static byte[] Big(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] Value(byte[] der) => [.. Name("X.509"), .. Big(der.Length), .. der];

    private static byte[] Name(string name) => [0, (byte)name.Length, .. Encoding.ASCII.GetBytes(name)];

    private static byte[] Element(int id, byte[] value) =>
        [.. Little(id), .. Little(1), .. Little(value.Length), .. value];

    private static byte[] Little(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }
}
