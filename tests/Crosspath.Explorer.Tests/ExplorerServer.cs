using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Crosspath.Authority.Demos;

namespace Crosspath.Explorer.Tests;

/// <summary>A real <c>crosspath serve</c> on a free port of the loopback, with a mesh of CAs at hand.</summary>
internal sealed class ExplorerServer : IDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private ExplorerServer(Process process, string folder, string address) =>
        (_process, _folder, Address) = (process, folder, address);

    /// <summary>Where the page is, without a slash at the end.</summary>
    public string Address { get; }

    /// <summary>Starts it and waits until it answers.</summary>
    public static async Task<ExplorerServer> Start()
    {
        var folder = Directory.CreateTempSubdirectory("crosspath-explorer-").FullName;
        DemoFiles.Write(DemoPki.Create("mesh", TimeProvider.System.GetUtcNow()), folder, force: true);
        var address = $"127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "crosspath.dll"), "serve", "--listen", address,
                "--with", Path.Combine(folder, "intermediates.pem"), "--roots", Path.Combine(folder, "roots.pem"),
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("crosspath serve does not start.");
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => Debug.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new ExplorerServer(process, folder, $"http://{address}");
        await server.WaitUntilReady();
        return server;
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task WaitUntilReady()
    {
        using var client = new HttpClient();
        for (var attempt = 0; attempt < 300; attempt++)
        {
            if (_process.HasExited) throw new InvalidOperationException($"crosspath serve ended with {_process.ExitCode}.");
            try
            {
                using var answer = await client.GetAsync($"{Address}/healthz");
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
            await Task.Delay(100);
        }
        throw new TimeoutException("crosspath serve does not answer.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
