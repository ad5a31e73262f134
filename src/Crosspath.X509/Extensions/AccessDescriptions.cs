using System.Collections.Immutable;
using Crosspath.X509.Der;

namespace Crosspath.X509;

/// <summary>Where to find something about the issuer or the subject.</summary>
/// <param name="Method">Such as caIssuers or OCSP.</param>
/// <param name="Location">Mostly a URI.</param>
public readonly record struct AccessDescription(ObjectIdentifier Method, GeneralName Location);

/// <summary>authorityInfoAccess and subjectInfoAccess: RFC 5280 sections 4.2.2.1 and 4.2.2.2.</summary>
/// <param name="Descriptions">In order.</param>
public sealed record AccessDescriptions(ImmutableArray<AccessDescription> Descriptions)
{
    /// <summary>id-ad-caIssuers: where the issuer's certificates are.</summary>
    public static ObjectIdentifier CaIssuers { get; } = ObjectIdentifier.Parse("1.3.6.1.5.5.7.48.2");

    /// <summary>id-ad-ocsp: who answers for its status.</summary>
    public static ObjectIdentifier Ocsp { get; } = ObjectIdentifier.Parse("1.3.6.1.5.5.7.48.1");

    /// <summary>Reads the extension's value; null when it cannot be read.</summary>
    public static AccessDescriptions? Read(ReadOnlyMemory<byte> value)
    {
        var reader = new DerReader(value.Span);
        if (!reader.TryNext(DerTag.Sequence, out var sequence) || !reader.AtEnd) return null;
        var descriptions = ImmutableArray.CreateBuilder<AccessDescription>();
        var items = new DerReader(value.Span, sequence);
        while (!items.AtEnd)
        {
            if (!items.TryNext(DerTag.Sequence, out var item)) return null;
            var fields = new DerReader(value.Span, item);
            if (!fields.TryNext(DerTag.ObjectIdentifier, out var method)) return null;
            if (fields.Next(out var place) != DerStatus.Ok || !GeneralName.TryRead(value, place, out var location))
                return null;
            descriptions.Add(new AccessDescription(new ObjectIdentifier(Slice.Content(method).Of(value)), location));
        }
        return new AccessDescriptions(descriptions.ToImmutable());
    }
}
