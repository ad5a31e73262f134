using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Crosspath.X509;

namespace Crosspath.Federations;

/// <summary>Anchors in Java's old key store format, as OpenJDK's sun.security.provider.JavaKeyStore reads
/// it.</summary>
public static class JavaKeyStoreBundle
{
    private const uint Magic = 0xFEEDFEED;
    private const int Version = 2;
    private const int TrustedCertificate = 2;

    /// <summary>Writes a key store of trusted certificates.</summary>
    /// <param name="name">What their aliases begin with; ASCII.</param>
    /// <param name="anchors">In order.</param>
    public static byte[] Write(string name, ImmutableArray<Certificate> anchors)
    {
        using var content = new MemoryStream();
        WriteNumber(content, unchecked((int)Magic));
        WriteNumber(content, Version);
        WriteNumber(content, anchors.Length);
        for (var i = 0; i < anchors.Length; i++)
        {
            var anchor = anchors[i];
            WriteNumber(content, TrustedCertificate);
            WriteText(content, Pkcs12Bundle.AliasOf(name, i));
            WriteLong(content, anchor.NotBefore.ToUnixTimeMilliseconds()); // no clock: same bundle, same bytes
            WriteText(content, "X.509");
            WriteNumber(content, anchor.Raw.Length);
            content.Write(anchor.Raw.Span);
        }
        var bytes = content.ToArray();
        return [.. bytes, .. Seal(bytes)];
    }

    // SHA-1 over the password in UTF-16, a phrase, and the content (JavaKeyStore.getPreKeyedHash): not our choice.
    private static byte[] Seal(byte[] content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        hash.AppendData(Encoding.BigEndianUnicode.GetBytes(Pkcs12Bundle.Password));
        hash.AppendData("Mighty Aphrodite"u8);
        hash.AppendData(content);
        return hash.GetHashAndReset();
    }

    private static void WriteNumber(Stream stream, int number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        stream.Write(bytes);
    }

    private static void WriteLong(Stream stream, long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        stream.Write(bytes);
    }

    // java.io.DataOutput.writeUTF; the names are ASCII.
    private static void WriteText(Stream stream, string text)
    {
        stream.WriteByte((byte)(text.Length >> 8));
        stream.WriteByte((byte)text.Length);
        stream.Write(Encoding.ASCII.GetBytes(text));
    }
}
