using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Crosspath.Explorer.Tests;

/// <summary>A real <c>crosspath serve</c> on a free port of the loopback, for as long as the tests run.</summary>
internal sealed class ExplorerServer : IDisposable
{
    private readonly Process _process;

    private ExplorerServer(Process process, string address) => (_process, Address) = (process, address);

    /// <summary>Where the page is, without a slash at the end.</summary>
    public string Address { get; }

    /// <summary>Starts it and waits until it answers.</summary>
    public static async Task<ExplorerServer> Start()
    {
        var address = $"127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "crosspath.dll"), "serve", "--listen", address },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("crosspath serve does not start.");
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => Debug.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new ExplorerServer(process, $"http://{address}");
        await server.WaitUntilReady();
        return server;
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
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
