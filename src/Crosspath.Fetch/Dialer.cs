using System.Net;
using System.Net.Sockets;

namespace Crosspath.Fetch;

/// <summary>Connects to a host. A name is resolved once and what was checked is what is connected to, so a name that
/// changes its address in between gains nothing (DNS rebinding).</summary>
/// <param name="mayBeAsked">Which addresses are connected to.</param>
/// <param name="resolver">Null: the operating system's.</param>
internal sealed class Dialer(Func<IPAddress, bool> mayBeAsked, HostResolver? resolver = null)
{
    private const int MostAddresses = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5); // for all addresses but the last

    private readonly HostResolver _resolve = resolver ?? Dns.GetHostAddressesAsync;

    /// <summary>One that goes by <see cref="AddressRules"/>.</summary>
    /// <param name="allowPrivate">Whether addresses of this machine and of private networks may be asked.</param>
    /// <param name="resolver">Null: the operating system's.</param>
    public static Dialer For(bool allowPrivate, HostResolver? resolver = null) =>
        new(allowPrivate ? _ => true : AddressRules.IsPublic, resolver);

    /// <summary>A connection; the caller owns it.</summary>
    /// <exception cref="IOException">No address may be asked; says what to do.</exception>
    /// <exception cref="SocketException">Nobody answers.</exception>
    public async Task<NetworkStream> Connect(string host, int port, CancellationToken cancellation)
    {
        var addresses = IPAddress.TryParse(host, out var literal)
            ? [literal]
            : await _resolve(host, cancellation).ConfigureAwait(false);
        if (addresses.Length == 0) throw new SocketException((int)SocketError.HostNotFound);
        var allowed = addresses.Where(mayBeAsked).Take(MostAddresses).ToArray();
        if (allowed.Length == 0)
        {
            throw new RefusedAddressException($"{host} is on this machine or in a private network, which is not asked; "
                + "say --allow-private if it may be");
        }
        foreach (var address in allowed[..^1])
        {
            if (await TryConnect(address, port, cancellation).ConfigureAwait(false) is { } stream) return stream;
        }
        return await Connect(allowed[^1], port, cancellation).ConfigureAwait(false);
    }

    private static async Task<NetworkStream?> TryConnect(IPAddress address, int port, CancellationToken cancellation)
    {
        using var timed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timed.CancelAfter(Patience);
        try
        {
            return await Connect(address, port, timed.Token).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private static async Task<NetworkStream> Connect(IPAddress address, int port, CancellationToken cancellation)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, port, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>Every address of a host is one that is not asked.</summary>
internal sealed class RefusedAddressException(string message) : IOException(message);
