using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Crosspath.X509;

namespace Crosspath.Authority.Demos;

/// <summary>A demonstration as a folder of files.</summary>
public static class DemoFiles
{
    private const string Marker = "crosspath-demo.txt";
    private const string KeyEnding = ".key.pem";

    /// <summary>Writes leaf.pem, intermediates.pem, roots.pem, the story, and the private keys in keys/, which only
    /// their owner may read. The folder is made; one that holds something other than a demonstration is left
    /// alone.</summary>
    /// <param name="force">Whether to write beside what else the folder holds. Files of other names stay.</param>
    /// <returns>Why it could not be done; null when it was.</returns>
    public static string? Write(DemoPki demo, string folder, bool force = false)
    {
        ArgumentNullException.ThrowIfNull(demo);
        try
        {
            var isOurs = File.Exists(Path.Combine(folder, Marker));
            if (!force && !isOurs && Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
                return $"{folder} is not empty and holds no demo; name another folder with --out";
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, Marker), $"{demo.Kind.Name}: {demo.Kind.Summary}\n\n{demo.Story}\n");
            File.WriteAllText(Path.Combine(folder, "leaf.pem"), Pem([demo.Leaf]));
            File.WriteAllText(Path.Combine(folder, "intermediates.pem"), Pem(demo.Intermediates));
            File.WriteAllText(Path.Combine(folder, "roots.pem"), Pem(demo.Roots));
            var keys = Path.Combine(folder, "keys");
            if (isOurs) DeleteKeys(keys);
            WriteKeys(demo, keys);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return $"{folder}: {e.Message}";
        }
    }

    // The keys of the demonstration that was here before; whatever else somebody put there is theirs.
    private static void DeleteKeys(string folder)
    {
        if (!Directory.Exists(folder)) return;
        foreach (var key in Directory.EnumerateFiles(folder, "*" + KeyEnding)) File.Delete(key);
    }

    private static void WriteKeys(DemoPki demo, string folder)
    {
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, Owner | UnixFileMode.UserExecute);
        foreach (var (name, pem) in demo.Keys)
        {
            var path = Path.Combine(folder, name.ToLowerInvariant().Replace(' ', '-') + KeyEnding);
            File.Delete(path); // a new file, for the mode is set only when one is made
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = Owner;
            using var file = new FileStream(path, options);
            file.Write(Encoding.ASCII.GetBytes(pem + "\n"));
        }
    }

    private static string Pem(IEnumerable<Certificate> certificates)
    {
        var text = new StringBuilder();
        foreach (var certificate in certificates)
        {
            var (from, until) = (certificate.NotBefore.UtcDateTime, certificate.NotAfter.UtcDateTime);
            text.Append(certificate.Subject.FriendlyText).Append(", by ").Append(certificate.Issuer.FriendlyText)
                .Append(CultureInfo.InvariantCulture, $", {from:yyyy-MM-dd} to {until:yyyy-MM-dd}\n")
                .Append(PemEncoding.WriteString("CERTIFICATE", certificate.Raw.Span)).Append('\n');
        }
        return text.ToString();
    }
}
