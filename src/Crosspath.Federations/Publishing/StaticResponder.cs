using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Crosspath.Federations;

// Revocation lists and root certificates are a few public files. What serves them has to answer GET, to believe nothing
// that it is sent, and to go on whatever that was: a small part of HTTP/1.1 (RFC 9112) with limits, one answer a
// connection.

/// <summary>Serves what a domain publishes over HTTP.</summary>
public sealed class StaticResponder : IDisposable
{
    private const int LongestHead = 8192;
    private const long LargestFile = 64 << 20;
    private const int MostConnections = 64;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly ImmutableDictionary<string, string> Types = ImmutableDictionary.CreateRange(
        new Dictionary<string, string>
        {
            [".crl"] = "application/pkix-crl",  // RFC 2585 section 4
            [".cer"] = "application/pkix-cert",
            [".pem"] = "application/x-pem-file",
            [".json"] = "application/json",
        });

    private readonly string _folder;
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _end = new();
    private readonly SemaphoreSlim _places = new(MostConnections);

    /// <summary>Begins to serve the files that lie directly in a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="address">Where to listen; port 0 for any that is free.</param>
    /// <exception cref="SocketException">The address cannot be listened on.</exception>
    public StaticResponder(string folder, IPEndPoint address)
    {
        _folder = folder;
        _listener = new TcpListener(address);
        _listener.Start();
        Address = (IPEndPoint)_listener.LocalEndpoint;
        Ended = Accept();
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Address { get; }

    /// <summary>Ends when it is disposed of.</summary>
    public Task Ended { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
    }

    private async Task Accept()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                await _places.WaitAsync(_end.Token).ConfigureAwait(false);
                var client = await _listener.AcceptTcpClientAsync(_end.Token).ConfigureAwait(false);
                _ = Serve(client);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                _places.Release(); // a connection that was gone before it was taken
            }
        }
    }

    private async Task Serve(TcpClient client)
    {
        try
        {
            using (client)
            using (var patience = CancellationTokenSource.CreateLinkedTokenSource(_end.Token))
            {
                patience.CancelAfter(Patience);
                var stream = client.GetStream();
                var head = await ReadHead(stream, patience.Token).ConfigureAwait(false);
                await stream.WriteAsync(Answer(head), patience.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
        {
            // The other side is gone, or too slow: that is its business.
        }
        finally
        {
            _places.Release();
        }
    }

    // Null when it is longer than a request of ours ever is.
    private static async Task<string?> ReadHead(NetworkStream stream, CancellationToken cancellation)
    {
        var buffer = new byte[LongestHead];
        var length = 0;
        while (length < buffer.Length)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellation).ConfigureAwait(false);
            if (read == 0) return "";
            length += read;
            if (buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) >= 0)
                return Encoding.Latin1.GetString(buffer, 0, length);
        }
        return null;
    }

    private ReadOnlyMemory<byte> Answer(string? head)
    {
        if (head is null) return Refusal("431 Request Header Fields Too Large");
        var words = head.Split("\r\n")[0].Split(' ');
        if (words is not [var method, ['/', .. var target], "HTTP/1.1" or "HTTP/1.0"])
            return Refusal("400 Bad Request");
        if (method is not ("GET" or "HEAD")) return Refusal("405 Method Not Allowed");
        var name = target.Split('?')[0];
        // A file of the folder, of a kind that is published: no path, no dot file, nothing else.
        if (!Types.TryGetValue(Path.GetExtension(name), out var type) || name[0] == '.'
            || name.Any(character => !char.IsAsciiLetterOrDigit(character) && character is not ('.' or '-' or '_')))
            return Refusal("404 Not Found");
        return Content(Path.Combine(_folder, name), type, isHead: method == "HEAD");
    }

    private static ReadOnlyMemory<byte> Content(string path, string type, bool isHead)
    {
        try
        {
            if (new FileInfo(path) is not { Exists: true, Length: <= LargestFile, LinkTarget: null })
                return Refusal("404 Not Found");
            var content = File.ReadAllBytes(path);
            var head = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
                $"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nContent-Length: {content.Length}\r\n"
                + $"X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n"));
            return isHead ? head : (byte[])[.. head, .. content];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refusal("404 Not Found");
        }
    }

    private static byte[] Refusal(string status) => Encoding.ASCII.GetBytes(
        $"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
}
