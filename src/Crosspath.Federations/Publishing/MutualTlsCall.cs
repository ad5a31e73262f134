using System.Collections.Immutable;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Crosspath.X509;

namespace Crosspath.Federations;

/// <summary>One HTTP request over mutual TLS by .NET's own client, as a workload of a domain makes it: with its
/// certificate and chain, its domain's anchors, and revocation checked online.</summary>
public sealed record MutualTlsCall
{
    /// <summary>The workload's certificate with its private key.</summary>
    public required X509Certificate2 Leaf { get; init; }

    /// <summary>What it sends with it.</summary>
    public required ImmutableArray<Certificate> Chain { get; init; }

    /// <summary>Whom it trusts.</summary>
    public required ImmutableArray<Certificate> Anchors { get; init; }

    /// <summary>The server's name.</summary>
    public required string Host { get; init; }

    /// <summary>Makes the request.</summary>
    /// <param name="address">The server's address.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The first line of the answer; or why there is none, after <c>no: </c>.</returns>
    public async Task<string> Make(IPEndPoint address, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(address);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(address, cancellation).ConfigureAwait(false);
            var stream = new SslStream(client.GetStream());
            await using (stream.ConfigureAwait(false))
            {
                await stream.AuthenticateAsClientAsync(Options(), cancellation).ConfigureAwait(false);
                var request = Encoding.ASCII.GetBytes($"GET / HTTP/1.0\r\nHost: {Host}\r\n\r\n");
                await stream.WriteAsync(request, cancellation).ConfigureAwait(false);
                using var reader = new StreamReader(stream);
                return await reader.ReadLineAsync(cancellation).ConfigureAwait(false) ?? "no: the server hung up";
            }
        }
        catch (Exception e) when (e is SocketException or IOException or AuthenticationException
            or OperationCanceledException)
        {
            return "no: " + (e.InnerException?.Message ?? e.Message).ReplaceLineEndings(" ");
        }
    }

    private SslClientAuthenticationOptions Options()
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.Online,
            RevocationFlag = X509RevocationFlag.ExcludeRoot,
        };
        foreach (var anchor in Anchors)
            policy.CustomTrustStore.Add(X509CertificateLoader.LoadCertificate(anchor.Raw.Span));
        var chain = new X509Certificate2Collection();
        foreach (var certificate in Chain) chain.Add(X509CertificateLoader.LoadCertificate(certificate.Raw.Span));
        return new SslClientAuthenticationOptions
        {
            TargetHost = Host,
            CertificateChainPolicy = policy,
            ClientCertificateContext = SslStreamCertificateContext.Create(Leaf, chain, offline: true),
        };
    }
}
