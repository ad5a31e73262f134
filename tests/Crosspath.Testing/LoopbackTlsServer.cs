using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Crosspath.Authority;
using Crosspath.X509;

namespace Crosspath.Testing;

/// <summary>A TLS server on loopback: .NET's, as a second opinion on what a client says.</summary>
public sealed class LoopbackTlsServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly SslServerAuthenticationOptions _options;
    private readonly Func<Stream, CancellationToken, Task>? _prelude;
    private readonly X509Certificate2 _leaf;
    private readonly Task _loop;

    /// <summary>Starts it.</summary>
    /// <param name="served">The leaf, and what is sent behind it.</param>
    /// <param name="key">The leaf's.</param>
    /// <param name="address">Null: 127.0.0.1.</param>
    /// <param name="prelude">What is spoken before TLS.</param>
    public LoopbackTlsServer(
        IReadOnlyList<Certificate> served,
        SigningKey key,
        IPAddress? address = null,
        Func<Stream, CancellationToken, Task>? prelude = null)
    {
        using var bare = X509CertificateLoader.LoadCertificate(served[0].Raw.Span);
        using var secret = ECDsa.Create();
        secret.ImportFromPem(key.ExportPkcs8Pem());
        _leaf = bare.CopyWithPrivateKey(secret);
        _prelude = prelude;
        var others = served.Skip(1).Select(more => X509CertificateLoader.LoadCertificate(more.Raw.Span));
        _options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(_leaf, [.. others], offline: true),
        };
        _listener = new TcpListener(address ?? IPAddress.Loopback, 0);
        _listener.Start(backlog: 512);
        _loop = Task.Run(Serve);
    }

    /// <summary>The port.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The versions that it speaks; None for all.</summary>
    public SslProtocols Protocols
    {
        get => _options.EnabledSslProtocols;
        init => _options.EnabledSslProtocols = value;
    }

    /// <summary>The host names that clients said; null where they said none.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<string?> Names { get; } = [];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        try
        {
            await _loop;
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // That is how it ends.
        }
        _leaf.Dispose();
        _stop.Dispose();
    }

    private async Task Serve()
    {
        while (!_stop.IsCancellationRequested)
        {
            var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            _ = Task.Run(() => Answer(client));
        }
    }

    private async Task Answer(TcpClient client)
    {
        using (client)
        {
            try
            {
                if (_prelude is not null) await _prelude(client.GetStream(), _stop.Token);
                await using var stream = new SslStream(client.GetStream());
                await stream.AuthenticateAsServerAsync((_, hello, _, _) =>
                {
                    Names.Enqueue(hello.ServerName is "" ? null : hello.ServerName);
                    return ValueTask.FromResult(_options);
                }, null, _stop.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or AuthenticationException)
            {
                // The client has seen what it wanted.
            }
        }
    }
}
