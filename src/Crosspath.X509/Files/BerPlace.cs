namespace Crosspath.X509;

/// <summary>BER data, and where in the input it lies.</summary>
/// <param name="Offset">Of the data, or of the block or container that it came out of.</param>
/// <param name="IsExact">Whether positions in the data are positions in the input.</param>
internal sealed record BerPlace(ReadOnlyMemory<byte> Bytes, InputContext Context, long Offset, bool IsExact)
{
    /// <summary>OpenSSL keeps its own data behind a certificate.</summary>
    public bool IgnoresTrailing { get; init; }

    public ReadOnlySpan<byte> Span => Bytes.Span;

    public long OffsetOf(int position) => IsExact ? Offset + position : Offset;

    /// <summary>A copy of its own, since a certificate lives long; unless it is all there is.</summary>
    public ReadOnlyMemory<byte> Cut(BerElement element) =>
        element.Start == 0 && element.End == Bytes.Length
            ? Bytes
            : Bytes.Span[element.Start..element.End].ToArray();
}
