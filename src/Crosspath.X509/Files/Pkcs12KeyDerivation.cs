using System.Security.Cryptography;
using System.Text;

namespace Crosspath.X509;

/// <summary>Keys from a password by RFC 7292 appendix B.2, with SHA-1, as all of its appendix C have it.</summary>
internal sealed class Pkcs12KeyDerivation(string? password, byte[] salt, int rounds)
{
    /// <summary>The ID bytes of appendix B.3.</summary>
    public const byte Key = 1;
    public const byte InitializationVector = 2;

    private const int Block = 64; // "v" of appendix B.2
    private const int Digest = SHA1.HashSizeInBytes; // "u"

    public byte[] Derive(byte purpose, int length)
    {
        var input = new byte[Block + Padded(salt.Length) + Padded(Secret.Length)];
        input.AsSpan(0, Block).Fill(purpose);
        Repeat(salt, input.AsSpan(Block, Padded(salt.Length)));
        Repeat(Secret, input.AsSpan(Block + Padded(salt.Length)));

        var output = new byte[length];
        Span<byte> digest = stackalloc byte[Digest];
        Span<byte> addend = stackalloc byte[Block];
        for (var done = 0; ; done += Digest)
        {
            SHA1.HashData(input, digest);
            for (var round = 1; round < rounds; round++) SHA1.HashData(digest, digest);
            digest[..Math.Min(Digest, length - done)].CopyTo(output.AsSpan(done));
            if (length - done <= Digest) return output;
            Repeat(digest, addend);
            for (var at = Block; at < input.Length; at += Block) AddAndOne(input.AsSpan(at, Block), addend);
        }
    }

    // Appendix B.1: UTF-16, big-endian, with a terminator. No password at all is not the same as an empty one.
    private byte[] Secret { get; } = password is null ? [] : [.. Encoding.BigEndianUnicode.GetBytes(password), 0, 0];

    private static int Padded(int length) => (length + Block - 1) / Block * Block;

    private static void Repeat(ReadOnlySpan<byte> pattern, Span<byte> destination)
    {
        for (var i = 0; i < destination.Length; i++) destination[i] = pattern[i % pattern.Length];
    }

    // Step 6.C: number := (number + addend + 1) mod 2^512.
    private static void AddAndOne(Span<byte> number, ReadOnlySpan<byte> addend)
    {
        var carry = 1;
        for (var i = Block - 1; i >= 0; i--)
        {
            var sum = number[i] + addend[i] + carry;
            number[i] = (byte)(sum & 0xFF);
            carry = sum >> 8;
        }
    }
}
