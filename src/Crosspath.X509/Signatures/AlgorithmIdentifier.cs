using Crosspath.X509.Der;

namespace Crosspath.X509.Signatures;

/// <summary>An AlgorithmIdentifier (RFC 5280 section 4.1.1.2), as slices of the bytes that were read.</summary>
internal readonly ref struct AlgorithmIdentifier
{
    /// <summary>The content octets of the object identifier.</summary>
    public ReadOnlySpan<byte> Oid { get; private init; }

    /// <summary>The parameters with their header; empty when there are none.</summary>
    public ReadOnlySpan<byte> Parameters { get; private init; }

    /// <summary>The type of the parameters; 0 when there are none.</summary>
    public byte ParametersTag => Parameters.IsEmpty ? (byte)0 : Parameters[0];

    /// <summary>Reads one AlgorithmIdentifier that fills <paramref name="source"/>; BER lengths are tolerated.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out AlgorithmIdentifier algorithm)
    {
        algorithm = default;
        var outer = new DerReader(source);
        if (!outer.TryNext(DerTag.Sequence, out var sequence) || !outer.AtEnd) return false;
        var inner = new DerReader(source, sequence);
        if (!inner.TryNext(DerTag.ObjectIdentifier, out var oid) || oid.Length == 0) return false;
        var parameters = ReadOnlySpan<byte>.Empty;
        if (!inner.AtEnd)
        {
            if (inner.Next(out var element) != DerStatus.Ok || !inner.AtEnd) return false;
            parameters = source[element.Start..element.End];
        }
        algorithm = new() { Oid = source[oid.ContentStart..oid.ContentEnd], Parameters = parameters };
        return true;
    }
}
