using System.IO.Compression;
using Crosspath.X509;

namespace Crosspath.Census.Sources;

/// <summary>Files of certificates in every form of <see cref="CertificateFiles"/>, streams of DER of any length, and logs and
/// exports with a record a line (<see cref="RecordFile"/>); a folder is every file below it.</summary>
/// <param name="path">A file or folder.</param>
/// <param name="stream">Read instead of the path when it is given, such as standard input.</param>
public sealed class CertificateFileSource(string path, Stream? stream = null) : ICertificateSource
{
    // Collections are larger than what other commands read, and compress better: many leaves share an issuer.
    private static readonly InputLimits Limits = InputLimits.Default with { CompressionRatio = 1000 };

    /// <inheritdoc/>
    public string Name => path;

    /// <inheritdoc/>
    public IEnumerable<SourceItem> Read(string? resumeAt, CancellationToken cancellation)
    {
        if (stream is null && Directory.Exists(path)) return Convert(CertificateFiles.Read(path, Limits), cancellation);
        try
        {
            return Read(stream ?? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1), cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [new SourceItem.Failed(path, $"cannot be opened: {e.Message}")];
        }
    }

    private IEnumerable<SourceItem> Read(Stream file, CancellationToken cancellation)
    {
        using var headed = new HeadedStream(file, DerStream.HeadBytes);
        var beginning = headed.Head is [0x1F, 0x8B, ..] ? Unpack(headed.Head) : headed.Head.ToArray();
        var (isDer, records) = (DerStream.Begins(beginning), RecordForm.Of(beginning));
        using var unpacked = headed.Head is [0x1F, 0x8B, ..] && (isDer || records is not null)
            ? new GZipStream(headed, CompressionMode.Decompress, leaveOpen: true)
            : null;
        var content = (Stream?)unpacked ?? headed;
        var items = isDer ? Guard(DerStream.Read(content, path))
            : records is not null ? Guard(RecordFile.Read(content, records, path))
            : Convert(CertificateFiles.Read(headed, path, Limits), cancellation);
        foreach (var item in items)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return item;
        }
    }

    private static byte[] Unpack(ReadOnlySpan<byte> head)
    {
        var beginning = new byte[DerStream.HeadBytes];
        try
        {
            using var unpacked = new GZipStream(new MemoryStream(head.ToArray()), CompressionMode.Decompress);
            // The head of the file ends somewhere, which is no error here.
            return beginning[..unpacked.ReadAtLeast(beginning, 8192, throwOnEndOfStream: false)];
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }

    // A disk that fails, or a damaged archive, ends the source, not the program.
    private IEnumerable<SourceItem> Guard(IEnumerable<SourceItem> items)
    {
        using var each = items.GetEnumerator();
        while (true)
        {
            SourceItem item;
            try
            {
                if (!each.MoveNext()) yield break;
                item = each.Current;
            }
            catch (Exception e) when (e is IOException or InvalidDataException)
            {
                item = new SourceItem.Failed(path, $"cannot be read to its end: {e.Message}");
            }
            yield return item;
            if (item is SourceItem.Failed) yield break;
        }
    }

    private static IEnumerable<SourceItem> Convert(IEnumerable<InputItem> items, CancellationToken cancellation)
    {
        foreach (var item in items)
        {
            cancellation.ThrowIfCancellationRequested();
            switch (item)
            {
                case InputItem.FoundCertificate found:
                    yield return new SourceItem.Found(found.Der, new Sighting(found.Source, found.Offset, null));
                    break;
                case InputItem.Unreadable { Kind: UnreadableKind.Io } lost:
                    yield return new SourceItem.Failed(lost.Source, lost.Reason);
                    break;
                case InputItem.Unreadable unreadable:
                    yield return new SourceItem.Rejected(unreadable.Source, unreadable.Offset, unreadable.Reason);
                    break;
            }
        }
    }
}
