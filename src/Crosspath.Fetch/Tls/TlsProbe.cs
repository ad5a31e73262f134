using System.Net.Sockets;
using System.Security.Cryptography;

namespace Crosspath.Fetch.Tls;

// Libraries for TLS rebuild a chain, drop repetitions, or end the handshake at a certificate that they cannot read. To
// see what a server really sends, the handshake is gone through here as far as the Certificate message and no further.
// In TLS 1.2 that message comes in clear; in TLS 1.3 it is encrypted under a key that follows from the two hellos. The
// server is not asked to prove that it has the certificate's key: nothing is sent to it, and its certificates are
// judged as any that lie in a file. So whoever sits between may show another chain.

/// <summary>Asks live servers which certificates they serve.</summary>
public static class TlsProbe
{
    private const int MostMessages = 10; // before the certificates; RFC 8446 section 2 knows two

    /// <summary>The chain of an endpoint, exactly as sent, or why there is none.</summary>
    /// <param name="endpoint">Who is asked.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellation">Ends it at once.</param>
    public static Task<ProbeResult> Ask(
        TlsEndpoint endpoint, ProbeOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new ProbeOptions();
        return Ask(endpoint, options, Dialer.For(options.AllowPrivate), cancellation);
    }

    internal static async Task<ProbeResult> Ask(
        TlsEndpoint endpoint, ProbeOptions options, Dialer dialer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        using var timed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timed.CancelAfter(options.MostTime);
        try
        {
            var chain = await Converse(endpoint, options, dialer, timed.Token).ConfigureAwait(false)
                // It wants a second hello (RFC 8446 section 4.1.4), as few servers do; they speak TLS 1.2 as well.
                ?? await Converse(
                    endpoint, options with { Versions = TlsVersions.Tls12 }, dialer, timed.Token).ConfigureAwait(false);
            return new ProbeResult(chain, null);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Failed(endpoint, $"no certificates within {options.MostTime.TotalSeconds:0.#} seconds");
        }
        catch (SocketException e)
        {
            return Failed(endpoint, e.SocketErrorCode switch
            {
                SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "there is no such host",
                SocketError.ConnectionRefused => "refuses the connection",
                _ => e.Message,
            });
        }
        catch (IOException e) when (e is TlsFailure or RefusedAddressException)
        {
            return Failed(endpoint, e.Message);
        }
        catch (Exception e) when (e is IOException or CryptographicException)
        {
            var isReset = e.GetBaseException() is SocketException { SocketErrorCode: SocketError.ConnectionReset };
            return Failed(endpoint, isReset ? "breaks the connection off" : e.Message);
        }
    }

    private static ProbeResult Failed(TlsEndpoint endpoint, string why) =>
        new(null, $"{endpoint}: {why.ReplaceLineEndings(" ")}");

    // Null when the server asks for another hello.
    private static async Task<ServedChain?> Converse(
        TlsEndpoint endpoint, ProbeOptions options, Dialer dialer, CancellationToken cancellation)
    {
        var stream = await dialer.Connect(endpoint.Host, endpoint.Port, cancellation).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            await StartTlsDialogue.Hold(options.StartTls, stream, cancellation).ConfigureAwait(false);
            using var handshake = new HandshakeStream(stream, options.MostBytes);
            using var shares = new KeyShares();
            var clientHello = ClientHello.Write(endpoint.ServerName, options.Versions, shares);
            await handshake.Send(clientHello, cancellation).ConfigureAwait(false);
            var (type, message) = await handshake.Next(cancellation).ConfigureAwait(false);
            if (type != HandshakeType.ServerHello) throw new TlsFailure("does not answer with a ServerHello");
            var hello = ServerHello.Read(message[4..]);
            if (hello.IsRetry)
            {
                return options.Versions.HasFlag(TlsVersions.Tls12) && options.Versions != TlsVersions.Tls12
                    ? null
                    : throw new TlsFailure("asks for a second ClientHello, which is not supported; try --tls 1.2");
            }
            var isTls13 = hello.Version == 0x0304;
            if (isTls13)
            {
                handshake.Protect(RecordProtection.Derive(
                    hello.Suite, shares.Agree(hello.Group, hello.Key.Span), [.. clientHello, .. message.Span]));
            }
            var body = await FindCertificates(handshake, cancellation).ConfigureAwait(false);
            var served = CertificateMessage.Read(body, isTls13);
            return served.IsEmpty
                ? throw new TlsFailure("sends an empty list of certificates")
                : new ServedChain(endpoint, hello.VersionName, served);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> FindCertificates(
        HandshakeStream handshake, CancellationToken cancellation)
    {
        for (var i = 0; i < MostMessages; i++)
        {
            var (type, message) = await handshake.Next(cancellation).ConfigureAwait(false);
            if (type == HandshakeType.Certificate) return message[4..];
            if (type is HandshakeType.ServerHelloDone or HandshakeType.Finished) break;
        }
        throw new TlsFailure("sends no certificates");
    }
}
