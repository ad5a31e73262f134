using Crosspath.X509.Der;

namespace Crosspath.X509;

/// <summary>privateKeyUsagePeriod: when the key may sign, which may be shorter than its certificate is valid (RFC 3280
/// section 4.2.1.4; RFC 5280 leaves it out).</summary>
/// <param name="NotBefore">Null when it does not say.</param>
/// <param name="NotAfter">Null when it does not say.</param>
public sealed record PrivateKeyUsagePeriod(DateTimeOffset? NotBefore, DateTimeOffset? NotAfter)
{
    /// <summary>Reads the extension's value; null when it cannot be read.</summary>
    public static PrivateKeyUsagePeriod? Read(ReadOnlyMemory<byte> value)
    {
        var reader = new DerReader(value.Span);
        if (!reader.TryNext(DerTag.Sequence, out var sequence) || !reader.AtEnd) return null;
        var fields = new DerReader(value.Span, sequence);
        DateTimeOffset? from = null, until = null;
        if (fields.PeekTag() == 0x80 && (from = ReadTime(value.Span, ref fields)) is null) return null;
        if (fields.PeekTag() == 0x81 && (until = ReadTime(value.Span, ref fields)) is null) return null;
        return fields.AtEnd ? new PrivateKeyUsagePeriod(from, until) : null;
    }

    // GeneralizedTime, implicitly tagged.
    private static DateTimeOffset? ReadTime(ReadOnlySpan<byte> value, ref DerReader fields)
    {
        if (fields.Next(out var field) != DerStatus.Ok) return null;
        return DerTime.TryRead(DerTag.GeneralizedTime, Slice.Content(field).Of(value), out var ticks, out _)
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : null;
    }
}
