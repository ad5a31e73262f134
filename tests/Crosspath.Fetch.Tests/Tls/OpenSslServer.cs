using System.Diagnostics;
using System.Security.Cryptography;
using Crosspath.Authority;
using Crosspath.Testing;
using Crosspath.X509;

namespace Crosspath.Fetch.Tests.Tls;

/// <summary><c>openssl s_server</c>, which sends the certificates that it is told to send, as it is told.</summary>
internal sealed class OpenSslServer : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crosspath-s_server-");
    private readonly Process _process;

    /// <summary>Starts it; skips the test without OpenSSL.</summary>
    /// <param name="leaf">Sent first.</param>
    /// <param name="key">The leaf's.</param>
    /// <param name="chain">Sent behind the leaf.</param>
    /// <param name="options">Further options.</param>
    public OpenSslServer(Certificate leaf, SigningKey key, IEnumerable<Certificate> chain, params string[] options)
    {
        var (leafFile, keyFile, chainFile) = (Write("leaf.pem", Pem(leaf)), Write("key.pem", key.ExportPkcs8Pem()),
            Write("chain.pem", string.Concat(chain.Select(Pem))));
        string[] arguments =
        [
            "s_server", "-accept", "127.0.0.1:0", "-naccept", "1",
            "-cert", leafFile, "-key", keyFile, "-cert_chain", chainFile, .. options,
        ];
        try
        {
            _process = Process.Start(new ProcessStartInfo("openssl", arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            SharedData.Missing("OpenSSL's command line");
            throw;
        }
        _process.BeginErrorReadLine();
        Port = ReadPort();
    }

    public int Port { get; }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private int ReadPort()
    {
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            if (line.StartsWith("ACCEPT ", StringComparison.Ordinal))
                return int.Parse(line[(line.LastIndexOf(':') + 1)..]);
        }
        throw new InvalidOperationException("openssl s_server does not start.");
    }

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }

    private static string Pem(Certificate certificate) =>
        PemEncoding.WriteString("CERTIFICATE", certificate.Raw.Span) + "\n";
}
