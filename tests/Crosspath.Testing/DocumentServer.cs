using System.Collections.Concurrent;

namespace Crosspath.Testing;

/// <summary>A web server on loopback that has some documents and remembers who asked for what.</summary>
public sealed class DocumentServer : IAsyncDisposable
{
    private readonly LoopbackServer _server;

    /// <summary>Starts it, with nothing.</summary>
    public DocumentServer() => _server = new LoopbackServer(async (path, stream, cancellation) =>
    {
        Asked.Enqueue(path);
        if (!Documents.TryGetValue(path, out var document))
        {
            await LoopbackServer.Write(
                stream, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", cancellation);
            return;
        }
        await LoopbackServer.Write(
            stream,
            $"HTTP/1.1 200 OK\r\n{Header}Content-Length: {document.Length}\r\nConnection: close\r\n\r\n",
            cancellation);
        await stream.WriteAsync(document, cancellation);
    });

    /// <summary>What lies at which path.</summary>
    public ConcurrentDictionary<string, byte[]> Documents { get; } = [];

    /// <summary>The paths that were asked for, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>Further lines of the answers' head, each with its end.</summary>
    public string Header { get; set; } = "";

    /// <summary>The URL of a path.</summary>
    public string Url(string path) => _server.Url(path).AbsoluteUri;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
