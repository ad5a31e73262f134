using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Crosspath.ClientLab.Tests;

/// <summary>OpenSSL's server on loopback, which sends a list exactly as it is given.</summary>
internal sealed class LiveServer : IAsyncDisposable
{
    private readonly Process _process;

    private LiveServer(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    public static async Task<LiveServer> Start(string folder, CancellationToken cancellation)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("openssl")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = folder,
        };
        string[] arguments = ["s_server", "-accept", $"127.0.0.1:{port}", "-cert", "leaf.pem", "-key", "leaf.key", "-www", "-quiet"];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        if (new FileInfo(Path.Combine(folder, "rest.pem")).Length > 0)
        {
            start.ArgumentList.Add("-cert_chain");
            start.ArgumentList.Add("rest.pem");
        }
        var process = Process.Start(start)!;
        for (var i = 0; i < 200 && !process.HasExited; i++)
        {
            if (await IsOpen(port, cancellation)) return new LiveServer(process, port);
            await Task.Delay(20, cancellation);
        }
        throw new InvalidOperationException("openssl s_server does not start: " + await process.StandardError.ReadToEndAsync(cancellation));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<bool> IsOpen(int port, CancellationToken cancellation)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
