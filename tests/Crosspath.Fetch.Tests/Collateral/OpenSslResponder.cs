using System.Diagnostics;
using System.Security.Cryptography;
using Crosspath.Testing;

namespace Crosspath.Fetch.Tests.Collateral;

/// <summary><c>openssl ocsp</c> as a responder; what it knows is told later, when its URL stands in
/// certificates.</summary>
internal sealed class OpenSslResponder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crosspath-ocsp-");
    private readonly int _port;
    private Process? _process;

    public OpenSslResponder()
    {
        var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        _port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
    }

    // At its root: it takes all of a path for the request.
    public string Url => $"http://127.0.0.1:{_port}/";

    /// <summary>Starts it for a PKI's CA; skips the test without OpenSSL.</summary>
    public void Start(PointingPki pki, bool isRevoked)
    {
        var serial = Convert.ToHexString(pki.Leaf.SerialNumber.Span);
        File.WriteAllText(PathOf("index.txt"), isRevoked
            ? $"R\t351231235959Z\t200102030405Z,keyCompromise\t{serial}\tunknown\t/CN=leaf\n"
            : $"V\t351231235959Z\t\t{serial}\tunknown\t/CN=leaf\n");
        File.WriteAllText(PathOf("ca.pem"), PemEncoding.WriteString("CERTIFICATE", pki.Ca.Raw.Span));
        File.WriteAllText(PathOf("ca.key"), pki.CaKey.ExportPkcs8Pem());
        var start = new ProcessStartInfo(
            "openssl",
            $"ocsp -port {_port} -index index.txt -CA ca.pem -rsigner ca.pem -rkey ca.key -ndays 2".Split(' '))
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            _process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            SharedData.Missing("OpenSSL's command line");
        }
        _process!.BeginOutputReadLine();
        // What it says later fits into the pipe.
        while (_process.StandardError.ReadLine() is { } line && !line.Contains("waiting", StringComparison.Ordinal)) { }
    }

    public void Dispose()
    {
        if (_process is { HasExited: false }) _process.Kill(entireProcessTree: true);
        _process?.WaitForExit();
        _process?.Dispose();
        _folder.Delete(recursive: true);
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
