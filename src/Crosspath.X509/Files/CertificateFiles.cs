namespace Crosspath.X509;

/// <summary>
/// Finds certificates and CRLs in files of every usual form: PEM (any number of blocks, any text between them), bare
/// base64, DER, PKCS#7, PKCS#12, Java key stores, Microsoft's serialized stores, gzip of any of these, and folders.
/// The content decides, never the name.
/// </summary>
/// <remarks>
/// Items come lazily, and PEM is read in constant memory, however long. Nothing an input contains makes a method here
/// throw: what cannot be read is an <see cref="InputItem.Unreadable"/>, and reading goes on behind it. Every file gives
/// at least one item; inside folders, files that are no certificate files give none.
/// </remarks>
public static class CertificateFiles
{
    /// <summary>The certificates of some files and folders, in order; what cannot be read is left out. For those who
    /// want to know what that was, there is <see cref="Read(string, InputLimits?, IReadOnlyList{string}?)"/>.</summary>
    public static IReadOnlyList<Certificate> ReadCertificates(params IEnumerable<string> paths)
    {
        var certificates = new List<Certificate>();
        foreach (var found in paths.SelectMany(path => Read(path)).OfType<InputItem.FoundCertificate>())
        {
            if (Certificate.TryRead(found.Der, out var certificate, out _)) certificates.Add(certificate);
        }
        return certificates;
    }

    /// <summary>Reads one file, or every file below a folder, in the ordinal order of their relative paths.</summary>
    /// <param name="limits">Null: <see cref="InputLimits.Default"/>.</param>
    /// <param name="passwords">
    /// For PKCS#12, tried first; then the empty one, none, and <c>changeit</c> (Java's default).
    /// </param>
    public static IEnumerable<InputItem> Read(
        string path, InputLimits? limits = null, IReadOnlyList<string>? passwords = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var context = new InputContext(path, limits ?? InputLimits.Default, passwords ?? []);
        return Directory.Exists(path) ? ReadFolder(context) : ReadFile(context);
    }

    /// <summary>Reads a stream from where it stands to its end; the caller disposes of it.</summary>
    /// <param name="sourceName">What the items name as their source.</param>
    /// <param name="limits">Null: <see cref="InputLimits.Default"/>.</param>
    /// <param name="passwords">For PKCS#12, tried first.</param>
    public static IEnumerable<InputItem> Read(
        Stream stream, string sourceName, InputLimits? limits = null, IReadOnlyList<string>? passwords = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(sourceName);
        return ReadStream(stream, new InputContext(sourceName, limits ?? InputLimits.Default, passwords ?? []));
    }

    private static IEnumerable<InputItem> ReadFolder(InputContext folder)
    {
        foreach (var entry in new FolderWalk(folder).Files())
        {
            if (entry.Problem is not null)
            {
                yield return entry.Problem;
                continue;
            }

            foreach (var item in ReadFile(folder with { Source = entry.Path }))
            {
                if (item is not InputItem.Unreadable { Kind: UnreadableKind.NoCertificate }) yield return item;
            }
        }
    }

    private static IEnumerable<InputItem> ReadFile(InputContext context)
    {
        using var stream = Open(context.Source, out var problem);
        if (stream is null)
        {
            yield return new InputItem.Unreadable(context.Source, 0, UnreadableKind.Io, problem);
            yield break;
        }

        foreach (var item in ReadStream(stream, context)) yield return item;
    }

    private static IEnumerable<InputItem> ReadStream(Stream stream, InputContext context) =>
        ContentReader.Read(new GuardedStream(stream, context.Limits), context, 0);

    private static FileStream? Open(string path, out string problem)
    {
        problem = "";
        try
        {
            // No buffer: the readers ask for large pieces.
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            problem = "the file does not exist";
        }
        catch (UnauthorizedAccessException)
        {
            problem = "no permission to read the file";
        }
        catch (Exception e) when (e is IOException or NotSupportedException or ArgumentException)
        {
            problem = "the file cannot be opened: " + e.GetType().Name;
        }

        return null;
    }
}
