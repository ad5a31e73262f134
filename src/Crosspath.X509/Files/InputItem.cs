namespace Crosspath.X509;

/// <summary>
/// One thing found in an input: a certificate, a CRL, or a part that could not be read. Items come in the order in
/// which they lie in the input.
/// </summary>
public abstract record InputItem
{
    private InputItem(string source, long offset) => (Source, Offset) = (source, offset);

    /// <summary>The file (or the name the caller gave the stream).</summary>
    public string Source { get; init; }

    /// <summary>
    /// Where it begins, in bytes of the uncompressed content. What lies in a PEM block or in an encrypted part has the
    /// offset of that block or container.
    /// </summary>
    public long Offset { get; init; }

    /// <summary>One certificate, by its outer shape; its inside has not been looked at.</summary>
    /// <param name="Der">Exactly the certificate's bytes; they share no buffer with other items.</param>
    public sealed record FoundCertificate(string Source, long Offset, ReadOnlyMemory<byte> Der)
        : InputItem(Source, Offset);

    /// <summary>One certificate revocation list, by its outer shape.</summary>
    /// <param name="Der">Exactly the list's bytes; they share no buffer with other items.</param>
    public sealed record FoundCrl(string Source, long Offset, ReadOnlyMemory<byte> Der) : InputItem(Source, Offset);

    /// <summary>A part of the input, or all of it, that gave nothing.</summary>
    /// <param name="Reason">One line, without any of the input's content.</param>
    public sealed record Unreadable(string Source, long Offset, UnreadableKind Kind, string Reason)
        : InputItem(Source, Offset);
}
