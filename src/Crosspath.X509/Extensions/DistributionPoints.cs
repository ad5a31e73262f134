using System.Collections.Immutable;
using Crosspath.X509.Der;

namespace Crosspath.X509;

/// <summary>Why a certificate was revoked, as the bits of RFC 5280 section 4.2.1.13.</summary>
[Flags]
public enum RevocationReasons
{
#pragma warning disable CS1591 // the names are RFC 5280's own
    None = 0,
    Unused = 1 << 0,
    KeyCompromise = 1 << 1,
    CaCompromise = 1 << 2,
    AffiliationChanged = 1 << 3,
    Superseded = 1 << 4,
    CessationOfOperation = 1 << 5,
    CertificateHold = 1 << 6,
    PrivilegeWithdrawn = 1 << 7,
    AaCompromise = 1 << 8,
    All = (1 << 9) - 1,
#pragma warning restore CS1591
}

/// <summary>A distributionPointName: full names, or one relative name to be put after the CRL issuer's name.</summary>
/// <param name="FullNames">Empty when there is a relative name.</param>
/// <param name="RelativeName">The content of a RelativeDistinguishedName; empty otherwise.</param>
public sealed record DistributionPointName(ImmutableArray<GeneralName> FullNames, ReadOnlyMemory<byte> RelativeName)
{
    /// <summary>Reads the content of an explicitly tagged DistributionPointName.</summary>
    internal static DistributionPointName? Read(ReadOnlyMemory<byte> value, DerElement wrapper)
    {
        var reader = new DerReader(value.Span, wrapper);
        if (reader.Next(out var choice) != DerStatus.Ok) return null;
        if (choice.Tag == 0xA1) return new DistributionPointName([], Slice.Content(choice).Of(value));
        if (choice.Tag != 0xA0 || !GeneralName.TryReadAll(value, choice, out var names)) return null;
        return new DistributionPointName([.. names], default);
    }
}

/// <summary>Where revocation lists for a certificate are: RFC 5280 section 4.2.1.13.</summary>
/// <param name="Name">Null when only the CRL issuer is named.</param>
/// <param name="Reasons">Which reasons the list covers; null for all.</param>
/// <param name="CrlIssuer">Who signs it, when that is not the certificate's issuer.</param>
public sealed record DistributionPoint(
    DistributionPointName? Name, RevocationReasons? Reasons, ImmutableArray<GeneralName> CrlIssuer);

/// <summary>cRLDistributionPoints, or freshestCRL: RFC 5280 sections 4.2.1.13 and 4.2.1.15.</summary>
/// <param name="Points">In order.</param>
public sealed record DistributionPoints(ImmutableArray<DistributionPoint> Points)
{
    /// <summary>Reads the extension's value; null when it cannot be read.</summary>
    public static DistributionPoints? Read(ReadOnlyMemory<byte> value)
    {
        var reader = new DerReader(value.Span);
        if (!reader.TryNext(DerTag.Sequence, out var sequence) || !reader.AtEnd) return null;
        var points = ImmutableArray.CreateBuilder<DistributionPoint>();
        var items = new DerReader(value.Span, sequence);
        while (!items.AtEnd)
        {
            if (!items.TryNext(DerTag.Sequence, out var item) || ReadPoint(value, item) is not { } point) return null;
            points.Add(point);
        }
        return new DistributionPoints(points.ToImmutable());
    }

    private static DistributionPoint? ReadPoint(ReadOnlyMemory<byte> value, DerElement item)
    {
        DistributionPointName? name = null;
        RevocationReasons? reasons = null;
        List<GeneralName> issuer = [];
        var fields = new DerReader(value.Span, item);
        while (!fields.AtEnd)
        {
            if (fields.Next(out var field) != DerStatus.Ok) return null;
            switch (field.Tag)
            {
                case 0xA0 when (name = DistributionPointName.Read(value, field)) is not null:
                case 0xA2 when GeneralName.TryReadAll(value, field, out issuer):
                    break;
                case 0x81:
                    if (!NamedBits.TryRead(Slice.Content(field).Of(value.Span), out var bits)) return null;
                    reasons = (RevocationReasons)bits; // both are bit lists of nine
                    break;
                default:
                    return null;
            }
        }
        return new DistributionPoint(name, reasons, [.. issuer]);
    }
}
