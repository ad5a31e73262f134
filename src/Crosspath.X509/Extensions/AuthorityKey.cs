using System.Collections.Immutable;
using Crosspath.X509.Der;

namespace Crosspath.X509;

/// <summary>authorityKeyIdentifier: which of its issuer's keys signed (RFC 5280 section 4.2.1.1).</summary>
/// <param name="KeyIdentifier">That key's identifier; empty when absent.</param>
/// <param name="IssuerNames">Who issued the issuer's certificate; empty when absent.</param>
/// <param name="SerialNumber">That certificate's serial number, as content octets; empty when absent.</param>
public sealed record AuthorityKey(
    ReadOnlyMemory<byte> KeyIdentifier, ImmutableArray<GeneralName> IssuerNames, ReadOnlyMemory<byte> SerialNumber)
{
    /// <summary>Reads the extension's value; null when it cannot be read.</summary>
    public static AuthorityKey? Read(ReadOnlyMemory<byte> value)
    {
        var reader = new DerReader(value.Span);
        if (!reader.TryNext(DerTag.Sequence, out var sequence) || !reader.AtEnd) return null;
        var fields = new DerReader(value.Span, sequence);
        ReadOnlyMemory<byte> key = default, serial = default;
        List<GeneralName> names = [];
        if (fields.TryNext(0x80, out var field)) key = Slice.Content(field).Of(value);
        if (fields.TryNext(0xA1, out field) && !GeneralName.TryReadAll(value, field, out names)) return null;
        if (fields.TryNext(0x82, out field)) serial = Slice.Content(field).Of(value);
        return fields.AtEnd ? new AuthorityKey(key, [.. names], serial) : null;
    }
}
