using System.Collections.Immutable;
using Crosspath.X509.Der;

namespace Crosspath.X509;

/// <summary>extKeyUsage: RFC 5280 section 4.2.1.12.</summary>
/// <param name="Purposes">In order.</param>
public sealed record ExtendedKeyUsage(ImmutableArray<ObjectIdentifier> Purposes)
{
    /// <summary>Reads the extension's value; null when it cannot be read.</summary>
    public static ExtendedKeyUsage? Read(ReadOnlyMemory<byte> value)
    {
        var reader = new DerReader(value.Span);
        if (!reader.TryNext(DerTag.Sequence, out var sequence) || !reader.AtEnd) return null;
        var purposes = ImmutableArray.CreateBuilder<ObjectIdentifier>();
        var items = new DerReader(value.Span, sequence);
        while (!items.AtEnd)
        {
            if (!items.TryNext(DerTag.ObjectIdentifier, out var item)) return null;
            purposes.Add(new ObjectIdentifier(Slice.Content(item).Of(value)));
        }
        return new ExtendedKeyUsage(purposes.ToImmutable());
    }
}
