using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Crosspath.Web.Tests;

/// <summary>Who is refused, and what browsers are told.</summary>
public sealed class SafetyTests : IAsyncLifetime
{
    private const string Token = "a-token-of-more-than-sixteen-characters";
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.Start(new ServerOptions { BodyBytes = 64 << 10, Certificates = 10 });

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("/")]
    [InlineData("/healthz")]
    [InlineData("/api/v1/server")]
    [InlineData("/api/v1/nothing")]
    public async Task Every_answer_forbids_foreign_and_inline_script(string path)
    {
        using var response = await _server.Client.GetAsync(path);

        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src '", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:8480")]
    [InlineData("127.0.0.1.evil.example")]
    public async Task A_foreign_host_is_refused(string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz") { Headers = { Host = host } };
        using var response = await _server.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.MisdirectedRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_host_that_is_named_is_answered()
    {
        await using var server = await RunningServer.Start(new ServerOptions { Hosts = ["pki.example"] });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz") { Headers = { Host = "PKI.example:80" } };

        using var response = await server.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_page_of_another_origin_gets_no_answer(string header, string value)
    {
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post })
        {
            using var request = new HttpRequestMessage(method, "/api/v1/server");
            request.Headers.Add(header, value);
            using var response = await _server.Client.SendAsync(request);

            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }
    }

    [Fact]
    public async Task The_own_page_and_a_link_to_it_are_answered()
    {
        using var own = new HttpRequestMessage(HttpMethod.Get, "/api/v1/server");
        own.Headers.Add("Origin", _server.Server.Address.GetLeftPart(UriPartial.Authority));
        own.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var link = new HttpRequestMessage(HttpMethod.Get, "/");
        link.Headers.Add("Sec-Fetch-Site", "cross-site");
        link.Headers.Add("Sec-Fetch-Mode", "navigate");

        using var toOwn = await _server.Client.SendAsync(own);
        using var toLink = await _server.Client.SendAsync(link);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (toOwn.StatusCode, toLink.StatusCode));
    }

    [Theory]
    [InlineData("/api/v1/server", null, HttpStatusCode.Unauthorized)]
    [InlineData("/api/v1/server", "another-token-of-that-length-or-longer", HttpStatusCode.Unauthorized)]
    [InlineData("/metrics", null, HttpStatusCode.Unauthorized)]
    [InlineData("/api/v1/server", Token, HttpStatusCode.OK)]
    [InlineData("/", null, HttpStatusCode.OK)]
    [InlineData("/healthz", null, HttpStatusCode.OK)]
    public async Task With_a_token_only_who_knows_it_is_answered(string path, string? token, HttpStatusCode status)
    {
        await using var server = await RunningServer.Start(new ServerOptions { Token = Token });
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null) request.Headers.Add("Authorization", $"Bearer {token}");

        using var response = await server.Client.SendAsync(request);

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task Too_large_a_body_is_refused()
    {
        using var response = await _server.Post("/api/v1/paths", new { certificates = new[] { new string('A', 100_000) } });

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Too_many_certificates_are_refused()
    {
        using var certificate = SelfSigned("CN=one of many");
        var many = string.Concat(Enumerable.Repeat(certificate.ExportCertificatePem() + "\n", 11));

        using var response = await _server.Post("/api/v1/certificates", new { certificates = new[] { many } });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("at most 10", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_a_script_stays_a_name()
    {
        const string Script = "<script>alert(document.domain)</script>";
        using var certificate = SelfSigned($"CN=\"{Script}\"");
        var question = new { certificates = new[] { certificate.ExportCertificatePem() }, roots = new[] { certificate.ExportCertificatePem() } };

        using var answer = await _server.Post("/api/v1/certificates", question);
        using var picture = await _server.Post("/api/v1/paths/picture", question);

        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains(Script, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var drawn = await picture.Content.ReadAsStringAsync();
        Assert.DoesNotContain("<script", drawn, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", drawn, StringComparison.Ordinal);
        Assert.Equal("default-src 'none'; frame-ancestors 'none'", Assert.Single(picture.Headers.GetValues("Content-Security-Policy")));
    }

    [Fact]
    public async Task A_question_names_no_files()
    {
        var file = Path.Combine(Path.GetTempPath(), $"crosspath-web-{Guid.NewGuid():N}.pem");
        using var certificate = SelfSigned("CN=on disk");
        await File.WriteAllTextAsync(file, certificate.ExportCertificatePem());
        try
        {
            var posted = new[] { certificate.ExportCertificatePem() };
            using var cut = await _server.Post("/api/v1/cut", new { certificates = posted, identity = file });
            using var whatIf = await _server.Post("/api/v1/whatif", new { certificates = posted, roots = posted, changes = new { distrust = new[] { file } } });
            using var paths = await _server.Post("/api/v1/paths", new { certificates = new[] { file } });

            Assert.Equal(
                (HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest),
                (cut.StatusCode, whatIf.StatusCode, paths.StatusCode));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Malformed_questions_are_never_the_servers_fault()
    {
        var random = new Random(7);
        string[] paths = [.. _server.Server.Routes.Where(route => route.Method == "POST").Select(route => route.Path)];
        using var certificate = SelfSigned("CN=seed");
        var seed = Encoding.UTF8.GetBytes($$"""
            {"certificates":["{{Convert.ToBase64String(certificate.RawData)}}"],"at":"2021-01-01","stores":["nss@x"],"changes":{"at":"2022-01-01",
            "revoke":["00000000@onecrl"],"distrust":["a@b@c"]},"maxPaths":3,"corpus":true,"each":false,"focus":"00","identity":"x","rules":["br@"]}
            """);
        byte[][] bodies =
        [
            [], "null"u8.ToArray(), "[]"u8.ToArray(), "{"u8.ToArray(), "\"\\ud800\""u8.ToArray(), """{"certificates":["\ud800"]}"""u8.ToArray(),
            """{"certificates":{"a":1},"at":5}"""u8.ToArray(), """{"certificates":[null]}"""u8.ToArray(), Encoding.UTF8.GetBytes(new string('[', 5_000)),
            """{"at":"0000-13-99","maxPaths":-1}"""u8.ToArray(), """{"depth":1e99,"limit":"x"}"""u8.ToArray(), [0xFF, 0xFE, 0x00],
            .. Enumerable.Range(0, 60).Select(_ => Mutated(seed, random)),
        ];

        foreach (var (i, body) in bodies.Index())
        {
            var path = paths[i % paths.Length];
            using var content = new ByteArrayContent(body);
            if (i % 5 != 4) content.Headers.ContentType = new("application/json");
            using var response = await _server.Client.PostAsync(path, content);
            Assert.True((int)response.StatusCode < 500, $"{path} {Convert.ToHexString(body)}: {await response.Content.ReadAsStringAsync()} {_server.Log}");
        }
    }

    [Theory]
    [InlineData("/api/v1/certificates/xyz", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/certificates/0000000000000000000000000000000000000000000000000000000000000000", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/stores/..%2f..%2fetc%2fpasswd", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/graph?focus=nobody", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/graph?depth=1000", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/demos/nothing", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/paths", HttpStatusCode.MethodNotAllowed)]
    [InlineData("/../appsettings.json", HttpStatusCode.NotFound)]
    public async Task What_is_not_there_is_a_problem(string path, HttpStatusCode status)
    {
        using var response = await _server.Client.GetAsync(path);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    private static byte[] Mutated(byte[] seed, Random random)
    {
        byte[] body = [.. seed];
        for (var i = 0; i < 1 + random.Next(4); i++) body[random.Next(body.Length)] = (byte)random.Next(256);
        return random.Next(3) == 0 ? body[..random.Next(body.Length)] : body;
    }

    private static X509Certificate2 SelfSigned(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2040, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }
}
