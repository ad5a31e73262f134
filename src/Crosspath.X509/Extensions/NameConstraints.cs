using System.Collections.Immutable;
using Crosspath.X509.Der;

namespace Crosspath.X509;

/// <summary>nameConstraints: RFC 5280 section 4.2.1.10.</summary>
/// <param name="Permitted">Within which names of the same kind must lie; null without the field.</param>
/// <param name="Excluded">Within which no name may lie; null without the field.</param>
/// <param name="HasDistances">Whether a minimum other than 0 or a maximum occurs, which RFC 5280 does not
/// use.</param>
public sealed record NameConstraints(
    ImmutableArray<GeneralName>? Permitted, ImmutableArray<GeneralName>? Excluded, bool HasDistances)
{
    /// <summary>Reads the extension's value; null when it cannot be read.</summary>
    public static NameConstraints? Read(ReadOnlyMemory<byte> value)
    {
        var reader = new DerReader(value.Span);
        if (!reader.TryNext(DerTag.Sequence, out var sequence) || !reader.AtEnd) return null;
        var fields = new DerReader(value.Span, sequence);
        ImmutableArray<GeneralName>? permitted = null, excluded = null;
        var distances = false;
        if (fields.PeekTag() == 0xA0 && (permitted = ReadSubtrees(value, ref fields, ref distances)) is null) return null;
        if (fields.PeekTag() == 0xA1 && (excluded = ReadSubtrees(value, ref fields, ref distances)) is null) return null;
        return fields.AtEnd ? new NameConstraints(permitted, excluded, distances) : null;
    }

    private static ImmutableArray<GeneralName>? ReadSubtrees(
        ReadOnlyMemory<byte> value, ref DerReader fields, ref bool distances)
    {
        if (fields.Next(out var list) != DerStatus.Ok) return null;
        var names = ImmutableArray.CreateBuilder<GeneralName>();
        var subtrees = new DerReader(value.Span, list);
        while (!subtrees.AtEnd)
        {
            if (!subtrees.TryNext(DerTag.Sequence, out var subtree)) return null;
            var parts = new DerReader(value.Span, subtree);
            if (parts.Next(out var item) != DerStatus.Ok || !GeneralName.TryRead(value, item, out var name)) return null;
            names.Add(name);
            while (parts.Next(out var distance) == DerStatus.Ok)
            {
                var isDefaultMinimum = distance is { Tag: 0x80, Length: 1 } && value.Span[distance.ContentStart] == 0;
                distances |= !isDefaultMinimum;
            }
            if (!parts.AtEnd) return null;
        }
        return names.ToImmutable();
    }
}
