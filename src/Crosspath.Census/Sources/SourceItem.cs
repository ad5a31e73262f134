namespace Crosspath.Census.Sources;

/// <summary>What a source of certificates gives, in its order.</summary>
public abstract record SourceItem
{
    private SourceItem() { }

    /// <summary>The bytes of one certificate, or of one precertificate (RFC 6962 section 3.1).</summary>
    /// <param name="Der">The whole certificate; no buffer is shared.</param>
    /// <param name="Sighting">Where and when it was seen.</param>
    public sealed record Found(ReadOnlyMemory<byte> Der, Sighting Sighting) : SourceItem;

    /// <summary>A record that gave nothing. Reading goes on behind it.</summary>
    /// <param name="Source">As in <see cref="Sighting.Source"/>.</param>
    /// <param name="Place">As in <see cref="Sighting.Place"/>.</param>
    /// <param name="Reason">One line, without any of the input's content.</param>
    public sealed record Rejected(string Source, long Place, string Reason) : SourceItem;

    /// <summary>Everything before this need not be read again once it is stored.</summary>
    /// <param name="Source">As in <see cref="Sighting.Source"/>.</param>
    /// <param name="Position">What <see cref="ICertificateSource.Read"/> takes to go on from here.</param>
    public sealed record Mark(string Source, string Position) : SourceItem;

    /// <summary>The source cannot go on: a lost connection, a log that contradicts itself. Nothing follows.</summary>
    /// <param name="Source">As in <see cref="Sighting.Source"/>.</param>
    /// <param name="Reason">One line: what, where, what to do.</param>
    public sealed record Failed(string Source, string Reason) : SourceItem;
}
