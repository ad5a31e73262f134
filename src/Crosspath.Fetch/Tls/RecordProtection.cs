using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Crosspath.Fetch.Tls;

/// <summary>Opens what a server sends under its handshake traffic secret: RFC 8446 sections 5.2 and 7.</summary>
internal sealed class RecordProtection : IDisposable
{
    private const int TagLength = 16;

    private readonly byte[] _iv;
    private readonly AesGcm? _aes;
    private readonly ChaCha20Poly1305? _chaCha;
    private ulong _sequence;

    private RecordProtection(int suite, byte[] key, byte[] iv)
    {
        _iv = iv;
        if (suite == 0x1303) _chaCha = new ChaCha20Poly1305(key);
        else _aes = new AesGcm(key, TagLength);
    }

    /// <summary>The keys that follow from the shared secret and the two hellos: RFC 8446 section 7.1.</summary>
    /// <exception cref="TlsFailure">The suite was not offered.</exception>
    public static RecordProtection Derive(int suite, ReadOnlySpan<byte> shared, ReadOnlySpan<byte> hellos)
    {
        var (hash, keyLength) = suite switch
        {
            0x1301 => (HashAlgorithmName.SHA256, 16),
            0x1302 => (HashAlgorithmName.SHA384, 32),
            0x1303 => (HashAlgorithmName.SHA256, 32),
            _ => throw new TlsFailure($"chooses a cipher suite that was not offered (0x{suite:x4})"),
        };
        var empty = Hash(hash, []);
        var early = HKDF.Extract(hash, new byte[empty.Length], []);
        var derived = ExpandLabel(hash, early, ("derived", empty), empty.Length);
        var secret = HKDF.Extract(hash, shared.ToArray(), derived);
        var traffic = ExpandLabel(hash, secret, ("s hs traffic", Hash(hash, hellos)), empty.Length);
        return new RecordProtection(
            suite, ExpandLabel(hash, traffic, ("key", []), keyLength), ExpandLabel(hash, traffic, ("iv", []), 12));
    }

    /// <summary>Opens a record.</summary>
    /// <param name="header">The five octets before it.</param>
    /// <param name="sealedText">What follows them.</param>
    /// <returns>The true type, and the content.</returns>
    /// <exception cref="TlsFailure">It cannot be opened.</exception>
    public (int Type, ReadOnlyMemory<byte> Content) Open(ReadOnlySpan<byte> header, ReadOnlySpan<byte> sealedText)
    {
        if (sealedText.Length < TagLength) throw new TlsFailure("sends an encrypted record that is cut off");
        Span<byte> nonce = stackalloc byte[12];
        BinaryPrimitives.WriteUInt64BigEndian(nonce[4..], _sequence++);
        for (var i = 0; i < nonce.Length; i++) nonce[i] ^= _iv[i];
        var plain = new byte[sealedText.Length - TagLength];
        try
        {
            if (_aes is not null)
                _aes.Decrypt(nonce, sealedText[..^TagLength], sealedText[^TagLength..], plain, header);
            else _chaCha!.Decrypt(nonce, sealedText[..^TagLength], sealedText[^TagLength..], plain, header);
        }
        catch (CryptographicException)
        {
            throw new TlsFailure("sends a record that the agreed key does not open");
        }
        var end = plain.AsSpan().LastIndexOfAnyExcept((byte)0); // RFC 8446 section 5.4: padding
        if (end < 0) throw new TlsFailure("sends a record of nothing but padding");
        return (plain[end], plain.AsMemory(0, end));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _aes?.Dispose();
        _chaCha?.Dispose();
    }

    private static byte[] ExpandLabel(
        HashAlgorithmName hash, byte[] secret, (string Label, byte[] Context) info, int length)
    {
        var label = new TlsWriter();
        label.Number(length);
        label.Vector(1, () => label.Octets(Encoding.ASCII.GetBytes("tls13 " + info.Label)));
        label.Vector(1, () => label.Octets(info.Context));
        return HKDF.Expand(hash, secret, length, label.ToArray());
    }

    private static byte[] Hash(HashAlgorithmName name, ReadOnlySpan<byte> bytes) =>
        CryptographicOperations.HashData(name, bytes);
}
