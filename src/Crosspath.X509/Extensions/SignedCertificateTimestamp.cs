using System.Buffers.Binary;
using Crosspath.X509.Der;

namespace Crosspath.X509;

/// <summary>A log's promise to show a certificate: RFC 6962 section 3.2.</summary>
/// <param name="LogId">SHA-256 of the log's key.</param>
/// <param name="Timestamp">When the log took the certificate in.</param>
/// <param name="SignatureScheme">Hash and signature algorithm as TLS numbers them (RFC 5246 section 7.4.1.4.1): x0403
/// is ECDSA with SHA-256, x0401 RSA with SHA-256. 0 when it cannot be read.</param>
/// <param name="Signature">The log's; empty when it cannot be read.</param>
public readonly record struct SignedCertificateTimestamp(
    ReadOnlyMemory<byte> LogId, DateTimeOffset Timestamp, ushort SignatureScheme, ReadOnlyMemory<byte> Signature)
{
    // Version, log id, milliseconds: what stands before extensions and signature.
    private const int FixedLength = 1 + 32 + 8;
    private static readonly long LatestMilliseconds = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>Reads the extension's value (section 3.3): a list, each item with its length before it. Ends at what
    /// cannot be read; versions other than 1 are left out.</summary>
    public static IReadOnlyList<SignedCertificateTimestamp> ReadList(ReadOnlyMemory<byte> value)
    {
        var stamps = new List<SignedCertificateTimestamp>();
        var reader = new DerReader(value.Span);
        if (!reader.TryNext(DerTag.OctetString, out var octets)) return stamps;
        var list = Slice.Content(octets).Of(value);
        if (list.Length < 2) return stamps;
        for (var rest = list[2..]; rest.Length > 2;)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(rest.Span);
            if (length > rest.Length - 2) break;
            var item = rest.Slice(2, length);
            rest = rest[(2 + length)..];
            if (length < FixedLength || item.Span[0] != 0) continue;
            var milliseconds = BinaryPrimitives.ReadUInt64BigEndian(item.Span[33..]);
            if (milliseconds > (ulong)LatestMilliseconds) continue;
            var (scheme, signature) = ReadSignature(item[FixedLength..]);
            stamps.Add(new SignedCertificateTimestamp(
                item.Slice(1, 32), DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds), scheme, signature));
        }
        return stamps;
    }

    // Section 3.2: extensions and signature have two octets of length each, the algorithms stand between them.
    private static (ushort Scheme, ReadOnlyMemory<byte> Signature) ReadSignature(ReadOnlyMemory<byte> rest)
    {
        if (rest.Length < 2) return default;
        int extensions = BinaryPrimitives.ReadUInt16BigEndian(rest.Span);
        if (rest.Length < 2 + extensions + 4) return default;
        rest = rest[(2 + extensions)..];
        var scheme = BinaryPrimitives.ReadUInt16BigEndian(rest.Span);
        int length = BinaryPrimitives.ReadUInt16BigEndian(rest.Span[2..]);
        return length == rest.Length - 4 ? (scheme, rest[4..]) : default;
    }
}
