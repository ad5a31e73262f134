using System.Diagnostics;
using System.Security.Cryptography;
using Crosspath.Testing;
using Crosspath.X509;

namespace Crosspath.Cli.Tests;

/// <summary><c>ocsp serve</c>, asked by OpenSSL's client and by strangers.</summary>
public sealed class OcspTests : IAsyncDisposable
{
    private readonly CommandLine _cli = new();
    private readonly World _world = World.Draw("""
        anchor Ca : from 2020-01-01, until 2045-01-01
        anchor Other : from 2020-01-01, until 2045-01-01
        Ca -> leaf leaf2 : from 2020-01-01, until 2044-01-01
        Other -> leaf3 : from 2020-01-01, until 2044-01-01
        """);

    private Process? _server;

    public OcspTests()
    {
        foreach (var (name, label) in new[] { ("ca", "Ca/Ca"), ("other", "Other/Other"), ("one", "leaf/Ca"), ("two", "leaf2/Ca"), ("three", "leaf3/Other") })
            _cli.File($"{name}.pem", System.Text.Encoding.ASCII.GetBytes(PemEncoding.WriteString("CERTIFICATE", _world[label].Raw.Span)));
        _cli.File("ca.key", System.Text.Encoding.ASCII.GetBytes(_world.Key("Ca").ExportPkcs8Pem()));
        _cli.File("public/ca.pem", File.ReadAllBytes(_cli.PathOf("ca.pem")));
        Revoke("one.pem --reason keyCompromise");
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is { HasExited: false }) _server.Kill();
        if (_server is not null) await _server.WaitForExitAsync();
        _server?.Dispose();
        _world.Dispose();
        _cli.Dispose();
    }

    [Fact]
    public async Task OpenSSL_learns_what_is_revoked_what_is_good_and_what_is_not_known()
    {
        var url = await Start();
        Assert.Contains("one.pem: revoked", Ask(url, "ca.pem", "one.pem"), StringComparison.Ordinal);
        Assert.Contains("Reason: keyCompromise", Ask(url, "ca.pem", "one.pem"), StringComparison.Ordinal);
        Assert.Contains("two.pem: good", Ask(url, "ca.pem", "two.pem"), StringComparison.Ordinal);
        Assert.Contains("Response verify OK", Ask(url, "ca.pem", "two.pem"), StringComparison.Ordinal);
        Assert.Contains("unauthorized", Ask(url, "other.pem", "three.pem"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_revocation_is_noticed_without_a_restart()
    {
        var url = await Start();
        Assert.Contains("two.pem: good", Ask(url, "ca.pem", "two.pem"), StringComparison.Ordinal);
        Revoke("two.pem");
        Assert.Contains("two.pem: revoked", Ask(url, "ca.pem", "two.pem"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Our_own_reader_reads_the_answer_to_a_GET_and_files_are_published()
    {
        var url = await Start();
        using var http = new HttpClient();
        var slashes = 0;
        for (var i = 0; i < 12; i++) // nonces make them differ, and some have slashes in their base64
        {
            Run("openssl", "ocsp", "-issuer", _cli.PathOf("ca.pem"), "-cert", _cli.PathOf("one.pem"), "-nonce", "-reqout", _cli.PathOf("req.der"));
            var request = Convert.ToBase64String(File.ReadAllBytes(_cli.PathOf("req.der")));
            slashes += request.Count(c => c == '/');
            var answer = await http.GetByteArrayAsync(new Uri(url + Uri.EscapeDataString(request)), TestContext.Current.CancellationToken);
            Assert.True(OcspResponse.TryRead(answer, out var response, out _));
            Assert.Single(response!.Answers);
        }
        Assert.True(slashes > 0);
        Assert.Equal(File.ReadAllBytes(_cli.PathOf("public/ca.pem")), await http.GetByteArrayAsync(new Uri(url + "ca.pem"), TestContext.Current.CancellationToken));
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, (await http.GetAsync(new Uri(url + "../ca.key"), TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Malformed_requests_get_an_answer_and_leave_it_standing()
    {
        var url = await Start();
        using var http = new HttpClient();
        Run("openssl", "ocsp", "-issuer", _cli.PathOf("ca.pem"), "-cert", _cli.PathOf("one.pem"), "-reqout", _cli.PathOf("req.der"));
        var request = File.ReadAllBytes(_cli.PathOf("req.der"));
        var random = new Random(5);
        for (var i = 0; i < 400; i++)
        {
            var mutant = (byte[])request.Clone();
            for (var j = random.Next(1, 5); j > 0; j--) mutant[random.Next(mutant.Length)] = (byte)random.Next(256);
            using var content = new ByteArrayContent(mutant[..random.Next(mutant.Length + 1)]);
            var response = await http.PostAsync(new Uri(url), content, TestContext.Current.CancellationToken);
            Assert.True((int)response.StatusCode < 500, $"{response.StatusCode}");
        }
        using var large = new ByteArrayContent(new byte[1 << 20]);
        var refused = await Record.ExceptionAsync(async () => (await http.PostAsync(new Uri(url), large, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode());
        Assert.NotNull(refused);
        Assert.Contains("two.pem: good", Ask(url, "ca.pem", "two.pem"), StringComparison.Ordinal);
    }

    private void Revoke(string what) =>
        Assert.Equal(0, _cli.Run($"revoke {what} --issuer ca.pem --key ca.key --crl ca.crl --days 30").ExitCode);

    private async Task<string> Start()
    {
        _server = _cli.Start("ocsp serve --issuer ca.pem --key ca.key --crl ca.crl --publish public --listen 127.0.0.1:0");
        while (await _server.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            var at = line.IndexOf("http://", StringComparison.Ordinal);
            if (at >= 0) return line[at..].Split(' ')[0];
        }
        throw new InvalidOperationException("the responder does not start");
    }

    private string Ask(string url, string issuer, string certificate) => Run(
        "openssl", "ocsp", "-issuer", _cli.PathOf(issuer), "-cert", _cli.PathOf(certificate), "-url", url, "-CAfile", _cli.PathOf("ca.pem"), "-resp_text");

    private static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output + error.GetAwaiter().GetResult();
    }
}
