using Crosspath.X509.Der;

namespace Crosspath.X509;

/// <summary>issuingDistributionPoint: what a revocation list covers (RFC 5280 section 5.2.5).</summary>
/// <param name="Name">Its place; null when it does not say.</param>
/// <param name="OnlyUserCertificates">Only certificates that are no CA's.</param>
/// <param name="OnlyCaCertificates">Only those of CAs.</param>
/// <param name="OnlySomeReasons">Only these reasons; null for all.</param>
/// <param name="IsIndirect">Whether it may list certificates of other issuers.</param>
/// <param name="OnlyAttributeCertificates">Only attribute certificates, which are none of ours.</param>
public sealed record IssuingDistributionPoint(
    DistributionPointName? Name,
    bool OnlyUserCertificates,
    bool OnlyCaCertificates,
    RevocationReasons? OnlySomeReasons,
    bool IsIndirect,
    bool OnlyAttributeCertificates)
{
    /// <summary>Reads the extension's value; null when it cannot be read.</summary>
    public static IssuingDistributionPoint? Read(ReadOnlyMemory<byte> value)
    {
        var reader = new DerReader(value.Span);
        if (!reader.TryNext(DerTag.Sequence, out var sequence) || !reader.AtEnd) return null;
        var point = new IssuingDistributionPoint(null, false, false, null, false, false);
        var fields = new DerReader(value.Span, sequence);
        while (!fields.AtEnd)
        {
            if (fields.Next(out var field) != DerStatus.Ok || point.With(value, field) is not { } next) return null;
            point = next;
        }
        return point;
    }

    private IssuingDistributionPoint? With(ReadOnlyMemory<byte> value, DerElement field)
    {
        var isTrue = field.Length == 1 && value.Span[field.ContentStart] != 0;
        switch (field.Tag)
        {
            case 0xA0:
                return DistributionPointName.Read(value, field) is { } name ? this with { Name = name } : null;
            case 0x81:
                return this with { OnlyUserCertificates = isTrue };
            case 0x82:
                return this with { OnlyCaCertificates = isTrue };
            case 0x83:
                return NamedBits.TryRead(Slice.Content(field).Of(value.Span), out var bits)
                    ? this with { OnlySomeReasons = (RevocationReasons)bits }
                    : null;
            case 0x84:
                return this with { IsIndirect = isTrue };
            case 0x85:
                return this with { OnlyAttributeCertificates = isTrue };
            default:
                return null;
        }
    }
}
