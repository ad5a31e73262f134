namespace Crosspath.X509.Der;

/// <summary>
/// One tag-length-value of a buffer, as absolute offsets: the header is [<see cref="Start"/>,
/// <see cref="ContentStart"/>), the content [<see cref="ContentStart"/>, <see cref="ContentEnd"/>).
/// </summary>
/// <param name="Tag">The identifier octet. High tag numbers keep their leading octet (x1F) only.</param>
/// <param name="End">Where the next element begins: past the end-of-contents octets of an indefinite length.</param>
public readonly record struct DerElement(byte Tag, int Start, int ContentStart, int ContentEnd, int End)
{
    /// <summary>Length of the content in octets.</summary>
    public int Length => ContentEnd - ContentStart;

    /// <summary>Whether the content is itself a series of elements (X.690 section 8.1.2.5).</summary>
    public bool IsConstructed => (Tag & 0x20) != 0;
}
