using System.Diagnostics.CodeAnalysis;
using Crosspath.X509;

namespace Crosspath.Stores.Formats;

/// <summary>Reads root stores in the forms in which they are published. The content decides, never the name.</summary>
public static class StoreFiles
{
    /// <summary>Reads one file. Nothing that it contains makes this method throw.</summary>
    /// <param name="content">The whole file, as it is or compressed by gzip.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="known">Certificates by which names and hashes in the file may be resolved.</param>
    /// <param name="reading">What was read.</param>
    /// <param name="problem">Otherwise: why nothing could be, in one line.</param>
    public static bool TryRead(
        ReadOnlyMemory<byte> content, string name, IReadOnlyList<Certificate> known,
        [NotNullWhen(true)] out StoreReading? reading, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(known);
        reading = null;
        if (!GzipContent.TryUnwrap(content, out var plain, out problem))
        {
            problem = $"{name}: {problem}";
            return false;
        }
        var file = new StoreFile(plain, new KnownCertificates(known));
        if (StoreFormats.Of(file) is not { } format)
        {
            problem = $"{name}: is no root store in any form that is known here";
            return false;
        }
        if (format.TryRead(file, out reading, out var obstacle)) return true;
        problem = $"{name}: {obstacle.Place}: {obstacle.Reason}";
        return false;
    }
}
