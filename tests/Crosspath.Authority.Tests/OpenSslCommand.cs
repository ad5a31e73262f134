using System.Diagnostics;
using System.Security.Cryptography;
using Crosspath.Testing;
using Crosspath.X509;

namespace Crosspath.Authority.Tests;

/// <summary>The <c>openssl</c> command in a folder of its own.</summary>
internal sealed class OpenSslCommand : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crosspath-issuing-");

    public string Folder => _folder.FullName;

    public void Write(string name, params IEnumerable<Certificate> certificates) => WriteBlocks(
        name, certificates.Select(certificate => PemEncoding.WriteString("CERTIFICATE", certificate.Raw.Span)));

    public void Write(string name, RevocationList list) =>
        WriteBlocks(name, [PemEncoding.WriteString("X509 CRL", list.Raw.Span)]);

    /// <summary>What the command says on both outputs; skips the test where there is no OpenSSL.</summary>
    public string Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("openssl", arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            return process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            SharedData.Missing("OpenSSL's command line");
            return "";
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void WriteBlocks(string name, IEnumerable<string> blocks) =>
        File.WriteAllText(Path.Combine(Folder, name), string.Join('\n', blocks) + "\n");
}
