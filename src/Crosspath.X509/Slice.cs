namespace Crosspath.X509;

/// <summary>A part of a buffer that is not at hand; the default is empty.</summary>
internal readonly record struct Slice(int Start, int Length)
{
    public bool IsEmpty => Length == 0;

    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> buffer) => buffer.Slice(Start, Length);

    public ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> buffer) => buffer.Slice(Start, Length);

    public static Slice Whole(Der.DerElement element) => new(element.Start, unchecked(element.End - element.Start));

    public static Slice Content(Der.DerElement element) => new(element.ContentStart, element.Length);
}
