using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Crosspath.Fetch.Tls;

namespace Crosspath.Cli.Tests;

/// <summary><c>bundle</c>: what is served, and the forms it is written in.</summary>
public sealed class BundleTests : IDisposable
{
    private readonly CommandLine _cli = new();

    public BundleTests() => _cli.WithDemo("dst-x3-2021");

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task What_is_advised_for_Kestrel_sends_the_cross_certificate()
    {
        Assert.Equal(0, _cli.Run("chain dst-x3-2021/leaf.pem --with dst-x3-2021/intermediates.pem --roots dst-x3-2021/old.pem --at 2021-09-01 --out chain.pem", OldRootOnly()).ExitCode);
        Assert.Equal(0, _cli.Run("bundle export chain.pem --format kestrel --out kestrel.pem").ExitCode);
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(_cli.PathOf("kestrel.pem"));
        Assert.Equal(3, all.Count); // the leaf, its issuer, and the new root signed by the old one
        using var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(_cli.PathOf("dst-x3-2021/keys/www.demo.test.key.pem")));
        using var leaf = all[0].CopyWithPrivateKey(key);
        var trust = SslCertificateTrust.CreateForX509Collection([all[^1]], sendTrustInHandshake: false);
        var context = SslStreamCertificateContext.Create(leaf, all, offline: true, trust);

        var served = await Served(context);

        Assert.Equal(all.Select(certificate => Convert.ToHexString(certificate.RawData)), served);
    }

    [Fact]
    public void Faults_are_told_apart()
    {
        _cli.File("wrong.pem", [.. Read("intermediates"), .. Read("leaf"), .. Read("leaf")]);
        var findings = _cli.Run("bundle check wrong.pem --roots dst-x3-2021/roots.pem --at 2021-09-01 --json").Json.GetProperty("findings");
        var codes = findings.EnumerateArray().Select(finding => finding.GetProperty("code").GetString()).ToHashSet();
        Assert.Superset(new HashSet<string?> { "leaf-not-first", "duplicate", "misordered" }, codes);

        var missing = _cli.Run("bundle check dst-x3-2021/leaf.pem --roots dst-x3-2021/roots.pem --with dst-x3-2021/intermediates.pem --at 2021-09-01");
        Assert.Equal(1, missing.ExitCode);
        Assert.Contains("missing: ", missing.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Clients_that_a_bundle_will_lose_are_named_with_the_day()
    {
        _cli.File("served.pem", [.. Read("leaf"), .. Read("intermediates")]);
        var result = _cli.Run("bundle check served.pem --roots dst-x3-2021/roots.pem --at 2021-09-01 --client openssl openssl-notf --json").Json;
        Assert.True(result.GetProperty("passed").GetBoolean());
        Assert.Contains(
            result.GetProperty("breaksOn").EnumerateArray(),
            one => one.GetProperty("clients").EnumerateArray().Any(client => client.GetString() == "openssl-notf"));
    }

    [Fact]
    public void A_key_goes_only_where_it_belongs_and_only_its_owner_reads_it()
    {
        Assert.Equal(0, _cli.Run("bundle export dst-x3-2021/leaf.pem --format kubernetes --key dst-x3-2021/keys/www.demo.test.key.pem --name www --out s.yaml").ExitCode);
        var secret = File.ReadAllText(_cli.PathOf("s.yaml"));
        Assert.Contains("type: kubernetes.io/tls", secret, StringComparison.Ordinal);
        Assert.Contains(Convert.ToBase64String(File.ReadAllBytes(_cli.PathOf("dst-x3-2021/keys/www.demo.test.key.pem"))), secret, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_cli.PathOf("s.yaml")));
        Assert.Equal(0, _cli.Run("bundle export dst-x3-2021/leaf.pem --format nginx --key dst-x3-2021/keys/www.demo.test.key.pem --out n.pem").ExitCode);
        Assert.DoesNotContain("PRIVATE", File.ReadAllText(_cli.PathOf("n.pem")), StringComparison.Ordinal);
        Assert.Equal(2, _cli.Run("bundle export dst-x3-2021/leaf.pem --format ngnix --out n.pem").ExitCode);
    }

    [Theory]
    [InlineData("jks")]
    [InlineData("pkcs12")]
    public void Trust_stores_are_read_back(string format)
    {
        Assert.Equal(0, _cli.Run($"bundle export dst-x3-2021/roots.pem --format {format} --out trust").ExitCode);
        var expected = X509.CertificateFiles.ReadCertificates(_cli.PathOf("dst-x3-2021/roots.pem")).Select(root => root.Fingerprint);
        Assert.Equal(expected, X509.CertificateFiles.ReadCertificates(_cli.PathOf("trust")).Select(root => root.Fingerprint));
    }

    private byte[] Read(string name) => File.ReadAllBytes(_cli.PathOf($"dst-x3-2021/{name}.pem"));

    // The demo's old root alone: what clients had before the new one was in stores.
    private byte[]? OldRootOnly()
    {
        var roots = X509.CertificateFiles.ReadCertificates(_cli.PathOf("dst-x3-2021/roots.pem"));
        var old = roots.Single(root => root.Subject.FriendlyText.Contains("Old", StringComparison.Ordinal));
        _cli.File("dst-x3-2021/old.pem", old.Raw.ToArray());
        return null;
    }

    private static async Task<IEnumerable<string>> Served(SslStreamCertificateContext context)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var serving = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync();
            await using var tls = new SslStream(client.GetStream());
            try
            {
                await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = context });
            }
            catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
            {
                // Who asks has seen the certificates, and goes.
            }
        });
        Assert.True(TlsEndpoint.TryParse($"127.0.0.1:{port}", out var endpoint));
        var result = await TlsProbe.Ask(endpoint!, cancellation: TestContext.Current.CancellationToken);
        await serving;
        return result.Chain!.Certificates.Select(certificate => Convert.ToHexString(certificate.Span));
    }
}
