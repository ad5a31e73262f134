using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Crosspath.Testing;

/// <summary>A server on loopback that answers every request as a test wants it: raw bytes, so that it can misbehave.</summary>
public sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    /// <summary>Starts it.</summary>
    /// <param name="answer">Given the path that is asked for, writes the whole answer.</param>
    /// <param name="address">Null: 127.0.0.1.</param>
    public LoopbackServer(Func<string, Stream, CancellationToken, Task> answer, IPAddress? address = null)
    {
        _listener = new TcpListener(address ?? IPAddress.Loopback, 0);
        _listener.Start();
        _loop = Task.Run(() => Serve(answer));
    }

    /// <summary>The URL of a path.</summary>
    public Uri Url(string path) => new($"http://{_listener.LocalEndpoint}{path}");

    /// <summary>Writes text as it is.</summary>
    public static Task Write(Stream stream, string text, CancellationToken cancellation) =>
        stream.WriteAsync(Encoding.Latin1.GetBytes(text), cancellation).AsTask();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        try
        {
            await _loop;
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or IOException)
        {
            // That is how it ends.
        }
        _stop.Dispose();
    }

    private async Task Serve(Func<string, Stream, CancellationToken, Task> answer)
    {
        while (!_stop.IsCancellationRequested)
        {
            var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            _ = Task.Run(() => Answer(client, answer));
        }
    }

    private async Task Answer(TcpClient client, Func<string, Stream, CancellationToken, Task> answer)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var buffer = new byte[8192];
                var length = await stream.ReadAsync(buffer, _stop.Token);
                var path = Encoding.Latin1.GetString(buffer, 0, length).Split(' ') is [_, var asked, ..] ? asked : "/";
                await answer(path, stream, _stop.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException)
            {
                // The client had enough.
            }
        }
    }
}
