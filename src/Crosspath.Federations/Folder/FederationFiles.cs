using System.Security.Cryptography;
using System.Text;
using Crosspath.X509;

namespace Crosspath.Federations;

/// <summary>Writes files whole: each beside its place first, flushed to the disk, and then moved there. A run that ends
/// anywhere leaves the old file or the new one.</summary>
/// <param name="beforeStep">Told of each step before it is taken: tests end runs there.</param>
public sealed class FederationFiles(Action<string>? beforeStep = null)
{
    private const string Ending = ".new";

    /// <summary>Puts a file into its place, and makes the folders above it.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Write(string path, ReadOnlySpan<byte> content)
    {
        var name = Path.GetFileName(path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        beforeStep?.Invoke($"write {name}");
        // One name for each place: what an interrupted run left is written over by the next one.
        var beside = path + Ending;
        using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
        beforeStep?.Invoke($"place {name}");
        File.Move(beside, path, overwrite: true);
        beforeStep?.Invoke($"go on after {name}");
    }

    /// <summary>Removes a file, if it is there.</summary>
    public void Delete(string path)
    {
        if (!File.Exists(path)) return;
        beforeStep?.Invoke($"delete {Path.GetFileName(path)}");
        File.Delete(path);
    }

    /// <summary>Why nothing can be written into a folder; null when it can be. The folder is made.</summary>
    public static string? WhyUnwritable(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            // The one way to know: permissions, full disks and read-only mounts all show here.
            var probe = Path.Combine(folder, $".{Guid.NewGuid():N}");
            using (new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1,
                FileOptions.DeleteOnClose)) { }
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"{folder}: cannot be written: {e.Message}";
        }
    }

    /// <summary>Certificates as PEM, each under a line that says whose it is.</summary>
    public static byte[] Pem(IEnumerable<Certificate> certificates)
    {
        var text = new StringBuilder();
        foreach (var certificate in certificates)
        {
            text.Append("# ").Append(OneLine(certificate.Subject)).Append(", by ").Append(OneLine(certificate.Issuer))
                .Append('\n').Append(PemEncoding.WriteString("CERTIFICATE", certificate.Raw.Span)).Append('\n');
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    // A name is somebody else's text: it must not look like a line of its own.
    private static string OneLine(Name name) =>
        string.Concat(name.FriendlyText.Where(character => !char.IsControl(character)))
            .Replace("-----", "- - -", StringComparison.Ordinal);
}
