using System.Formats.Tar;
using Crosspath.X509;

namespace Crosspath.Stores.Formats;

/// <summary>Certificates in a tar archive, as source repositories give folders.</summary>
internal static class TarContent
{
    private const int MostFiles = 20_000;
    private const int MostFileBytes = 1 << 20; // a certificate's file

    /// <summary>Whether some bytes are a tar archive (POSIX ustar, and GNU's).</summary>
    public static bool Recognizes(ReadOnlySpan<byte> content) => content.Length > 512 && content[257..262].SequenceEqual("ustar"u8);

    /// <summary>The files' certificates in the order of their names, from folders called <c>roots</c> only where there are
    /// such, for then the others hold what is no anchor.</summary>
    public static IReadOnlyList<Certificate> Read(ReadOnlyMemory<byte> content)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        try
        {
            using var archive = new TarReader(new MemoryStream(content.ToArray(), writable: false));
            while (files.Count < MostFiles && archive.GetNextEntry() is { } entry)
            {
                if (entry.DataStream is not { } data || entry.Length > MostFileBytes) continue;
                using var file = new MemoryStream();
                data.CopyTo(file);
                files[entry.Name] = file.ToArray();
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException or FormatException or ArgumentException)
        {
            return []; // half an archive is no store
        }
        var roots = files.Where(file => file.Key.Split('/').Contains("roots")).ToArray();
        return [.. (roots.Length > 0 ? roots : [.. files]).SelectMany(file => Certificates(file.Key, file.Value))];
    }

    private static IEnumerable<Certificate> Certificates(string name, byte[] content)
    {
        using var stream = new MemoryStream(content, writable: false);
        foreach (var item in CertificateFiles.Read(stream, name).OfType<InputItem.FoundCertificate>())
        {
            if (Certificate.TryRead(item.Der, out var certificate, out _)) yield return certificate;
        }
    }
}
