using System.Buffers;
using System.Buffers.Text;

namespace Crosspath.Census.Sources;

/// <summary>A certificate's DER as exports write it into a cell: base64, or hex with or without PostgreSQL's <c>\x</c>.</summary>
internal static class DerText
{
    // The shortest certificate that could be: names, dates and an Ed25519 key.
    private const int ShortestDer = 100;

    /// <summary>The bytes; null when a cell is no certificate's.</summary>
    public static byte[]? Read(ReadOnlySpan<byte> cell)
    {
        cell = cell.Trim(" \t\r\n\"'"u8);
        if (cell.StartsWith("\\x"u8)) return FromHex(cell[2..]);
        if (cell.StartsWith("\\\\x"u8)) return FromHex(cell[3..]);
        return cell is [(byte)'M', (byte)'I', ..] ? FromBase64(cell)
            : cell is [(byte)'3', (byte)'0', (byte)'8', ..] ? FromHex(cell)
            : null;
    }

    private static byte[]? FromBase64(ReadOnlySpan<byte> text)
    {
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        var status = Base64.DecodeFromUtf8(text, bytes, out _, out var written);
        return status == OperationStatus.Done ? Checked(bytes[..written]) : null;
    }

    private static byte[]? FromHex(ReadOnlySpan<byte> text)
    {
        var bytes = new byte[text.Length / 2];
        return Convert.FromHexString(text, bytes, out _, out var written) == OperationStatus.Done && written == bytes.Length
            ? Checked(bytes)
            : null;
    }

    private static byte[]? Checked(byte[] bytes) => bytes.Length >= ShortestDer && bytes[0] == 0x30 ? bytes : null;
}
