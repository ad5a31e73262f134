using System.Collections.Immutable;
using Crosspath.X509.Der;

namespace Crosspath.Stores.Formats;

/// <summary>Lists of object identifiers.</summary>
internal static class ObjectIdentifiers
{
    /// <summary>Those in the content of an element; ends at what is none.</summary>
    public static ImmutableArray<ObjectIdentifier> InSequence(ReadOnlyMemory<byte> bytes, DerElement sequence)
    {
        var all = ImmutableArray.CreateBuilder<ObjectIdentifier>();
        var reader = new DerReader(bytes.Span, sequence);
        while (reader.TryNext(DerTag.ObjectIdentifier, out var oid))
            all.Add(new ObjectIdentifier(bytes[oid.ContentStart..oid.ContentEnd]));
        return all.ToImmutable();
    }

    /// <summary>Those of a SEQUENCE OF OBJECT IDENTIFIER; null when the bytes are none.</summary>
    public static ImmutableArray<ObjectIdentifier>? Read(ReadOnlyMemory<byte> bytes)
    {
        var reader = new DerReader(bytes.Span);
        return reader.TryNext(DerTag.Sequence, out var sequence) && reader.AtEnd ? InSequence(bytes, sequence) : null;
    }
}
