namespace Crosspath.Census.Sources;

/// <summary>Something that certificates can be read from: files, an export, a database, a log. Read once, front to back,
/// in constant memory.</summary>
public interface ICertificateSource
{
    /// <summary>What people and the corpus call it.</summary>
    string Name { get; }

    /// <summary>Reads the source. Nothing that it contains makes this throw.</summary>
    /// <param name="resumeAt">The last <see cref="SourceItem.Mark"/> that was stored; null to begin at the beginning.</param>
    /// <param name="cancellation">Ends the reading.</param>
    IEnumerable<SourceItem> Read(string? resumeAt, CancellationToken cancellation);
}
