using Crosspath.X509;

namespace Crosspath.Census.Sources;

/// <summary>Files of certificates in every form of <see cref="CertificateFiles"/>; a folder is every file below it.</summary>
/// <param name="path">A file or folder.</param>
/// <param name="stream">Read instead of the path when it is given, such as standard input.</param>
public sealed class CertificateFileSource(string path, Stream? stream = null) : ICertificateSource
{
    // Collections are larger than what other commands read, and compressed better: many leaves share an issuer.
    private static readonly InputLimits Limits = InputLimits.Default with { CompressionRatio = 1000 };

    /// <inheritdoc/>
    public string Name => path;

    /// <inheritdoc/>
    public IEnumerable<SourceItem> Read(string? resumeAt, CancellationToken cancellation)
    {
        var items = stream is null ? CertificateFiles.Read(path, Limits) : CertificateFiles.Read(stream, path, Limits);
        foreach (var item in items)
        {
            cancellation.ThrowIfCancellationRequested();
            switch (item)
            {
                case InputItem.FoundCertificate found:
                    yield return new SourceItem.Found(found.Der, new Sighting(found.Source, found.Offset, null));
                    break;
                case InputItem.Unreadable { Kind: UnreadableKind.Io, Offset: 0 } lost:
                    yield return new SourceItem.Failed(lost.Source, lost.Reason);
                    break;
                case InputItem.Unreadable unreadable:
                    yield return new SourceItem.Rejected(unreadable.Source, unreadable.Offset, unreadable.Reason);
                    break;
            }
        }
    }
}
