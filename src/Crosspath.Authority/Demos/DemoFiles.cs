using System.Security.Cryptography;
using System.Text;
using Crosspath.X509;

namespace Crosspath.Authority.Demos;

/// <summary>A demonstration as a folder of files.</summary>
public static class DemoFiles
{
    private const string Marker = "crosspath-demo.txt";

    /// <summary>Writes leaf.pem, intermediates.pem, roots.pem, the story, and the private keys in keys/, which only
    /// their owner may read. The folder is made; one that holds something other than a demonstration is left
    /// alone.</summary>
    /// <returns>Why it could not be done; null when it was.</returns>
    public static string? Write(DemoPki demo, string folder)
    {
        ArgumentNullException.ThrowIfNull(demo);
        try
        {
            if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()
                && !File.Exists(Path.Combine(folder, Marker)))
                return $"{folder} is not empty and holds no demo; name another folder with --out";
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, Marker), $"{demo.Kind.Name}: {demo.Kind.Summary}\n\n{demo.Story}\n");
            File.WriteAllText(Path.Combine(folder, "leaf.pem"), Pem([demo.Leaf]));
            File.WriteAllText(Path.Combine(folder, "intermediates.pem"), Pem(demo.Intermediates));
            File.WriteAllText(Path.Combine(folder, "roots.pem"), Pem(demo.Roots));
            WriteKeys(demo, Path.Combine(folder, "keys"));
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return $"{folder}: {e.Message}";
        }
    }

    private static void WriteKeys(DemoPki demo, string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var (name, pem) in demo.Keys)
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var file = new FileStream(Path.Combine(folder, name.ToLowerInvariant().Replace(' ', '-') + ".key.pem"), options);
            file.Write(Encoding.ASCII.GetBytes(pem + "\n"));
        }
    }

    private static string Pem(IEnumerable<Certificate> certificates)
    {
        var text = new StringBuilder();
        foreach (var certificate in certificates)
        {
            text.Append(certificate.Subject.FriendlyText).Append(", by ").Append(certificate.Issuer.FriendlyText).Append('\n');
            text.Append(PemEncoding.WriteString("CERTIFICATE", certificate.Raw.Span)).Append('\n');
        }
        return text.ToString();
    }
}
