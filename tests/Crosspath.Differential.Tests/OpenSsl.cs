using System.Diagnostics;
using System.Globalization;
using Crosspath.Testing;
using Crosspath.X509;

namespace Crosspath.Differential.Tests;

/// <summary>The <c>openssl verify</c> command, as the second opinion.</summary>
internal sealed class OpenSsl : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crosspath-openssl-");

    /// <summary>Writes each certificate to a file of its own; skips the test without OpenSSL.</summary>
    public OpenSsl(IEnumerable<Certificate> certificates)
    {
        if (Run(["version"]).ExitCode != 0) SharedData.Missing("OpenSSL's command line");
        foreach (var certificate in certificates) WritePem($"{certificate.Fingerprint}.pem", [certificate]);
    }

    /// <summary>Writes a bundle, and gives its path.</summary>
    public string WritePem(string name, IEnumerable<Certificate> certificates)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, string.Concat(certificates.Select(certificate =>
            System.Security.Cryptography.PemEncoding.WriteString("CERTIFICATE", certificate.Raw.Span) + "\n")));
        return path;
    }

    /// <summary>The certificates for which OpenSSL finds a chain that it accepts.</summary>
    /// <param name="targets">Certificates that were given to the constructor.</param>
    /// <param name="roots">A bundle of anchors.</param>
    /// <param name="pool">A bundle of what may lie between.</param>
    /// <param name="at">The time in question.</param>
    /// <param name="options">Further options of <c>openssl verify</c>.</param>
    public HashSet<Fingerprint> Accepted(
        IEnumerable<Fingerprint> targets, string roots, string pool, DateTimeOffset at, params string[] options)
    {
        var accepted = new HashSet<Fingerprint>();
        foreach (var some in targets.Chunk(1000))
        {
            var (_, output) = Run([
                "verify", "-no-CApath", "-no-CAstore", "-CAfile", roots, "-untrusted", pool,
                "-attime", at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), .. options,
                .. some.Select(target => $"{target}.pem"),
            ]);
            foreach (var line in output.Split('\n').Where(line => line.EndsWith(": OK", StringComparison.Ordinal)))
            {
                if (Fingerprint.TryParse(line[..64], out var target)) accepted.Add(target);
            }
        }
        return accepted;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private (int ExitCode, string Output) Run(string[] arguments)
    {
        var start = new ProcessStartInfo("openssl", arguments)
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (-1, "");
        }
    }
}
