using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Crosspath.Authority;
using Crosspath.Fetch.Collateral;
using Crosspath.Testing;
using Crosspath.X509;

namespace Crosspath.Fetch.Tests.Collateral;

/// <summary>Issuers, revocation lists and OCSP from servers on loopback, good ones and others.</summary>
public sealed class CollateralFetchTests : IAsyncDisposable
{
    private static readonly FetchLimits Limits = new() { AllowPrivate = true, MostTime = TimeSpan.FromSeconds(5) };

    private readonly DocumentServer _server = new();
    private readonly OpenSslResponder _responder = new();
    private readonly HttpFetch _http = new(Limits);
    private readonly PointingPki _pki;

    public CollateralFetchTests() => _pki = new PointingPki(_server, _responder.Url);

    public async ValueTask DisposeAsync()
    {
        _pki.Dispose();
        _http.Dispose();
        _responder.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Issuers_are_followed_to_the_root()
    {
        var found = await Gather(CollateralKinds.Issuers);

        Assert.Empty(found.Problems);
        Assert.Equal([_pki.Ca.Fingerprint], found.Issuers[_server.Url("/ca.cer")].Select(issuer => issuer.Fingerprint));
        Assert.Equal(
            [_pki.Root.Fingerprint], found.Issuers[_server.Url("/root.cer")].Select(issuer => issuer.Fingerprint));
        Assert.Equal(["/ca.cer", "/root.cer"], _server.Asked);
    }

    public static TheoryData<string> Forms => ["der", "pem", "p7c", "p7c with more", "pem of pkcs7"];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Issuers_come_in_every_usual_form(string form)
    {
        _server.Documents["/ca.cer"] = form switch
        {
            "pem" => Pem("CERTIFICATE", _pki.Ca.Raw),
            "p7c" => Pkcs7(_pki.Ca),
            "p7c with more" => Pkcs7(_pki.Leaf, _pki.Ca, _pki.Root),
            "pem of pkcs7" => Pem("PKCS7", Pkcs7(_pki.Ca)),
            _ => _pki.Ca.Raw.ToArray(),
        };

        var found = await Gather(CollateralKinds.Issuers);

        Assert.Empty(found.Problems);
        Assert.Contains(
            _pki.Ca.Fingerprint, found.Issuers[_server.Url("/ca.cer")].Select(issuer => issuer.Fingerprint));
        Assert.DoesNotContain(_pki.Leaf.Fingerprint, found.Certificates.Select(issuer => issuer.Fingerprint));
    }

    [Fact]
    public async Task A_certificate_of_somebody_else_is_not_taken()
    {
        _server.Documents["/ca.cer"] = _pki.Root.Raw.ToArray();

        var found = await Gather(CollateralKinds.Issuers);

        Assert.Empty(found.Issuers);
        Assert.Contains(
            "holds no certificate of CA, but of Root", Assert.Single(found.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/ca.cer", CollateralKinds.Issuers, "holds no certificate")]
    [InlineData("/ca.crl", CollateralKinds.RevocationLists, "no revocation list")]
    public async Task A_wrong_type_is_one_line(string path, CollateralKinds kinds, string said)
    {
        _server.Documents[path] = "<html>404</html>"u8.ToArray();

        var found = await Gather(kinds);

        Assert.Contains(found.Problems, problem => problem.StartsWith(_server.Url(path), StringComparison.Ordinal)
            && problem.Contains(said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Revocation_lists_of_the_whole_path_are_found()
    {
        _server.Documents["/ca.crl"] = Pem("X509 CRL", PointingPki.ListOf("CA", _pki.CaKey, _pki.Leaf).Raw);

        var found = await Gather(CollateralKinds.Issuers | CollateralKinds.RevocationLists);

        Assert.Empty(found.Problems);
        Assert.Equal(["CA", "Root"], found.RevocationLists.Select(list => list.Issuer.FriendlyText));
        Assert.NotNull(found.RevocationLists[0].Find(_pki.Leaf.Issuer, _pki.Leaf.SerialNumber.Span));
    }

    [Theory]
    [InlineData(true, "")]
    [InlineData(false, "")]
    [InlineData(true, "?a")] // nothing can be put behind a query: by POST
    [InlineData(false, "?a")]
    public async Task OpenSSL_answers_what_is_asked(bool isRevoked, string query)
    {
        using var pki = new PointingPki(_server, _responder.Url + query);
        _responder.Start(pki, isRevoked);

        var found = await Gather(CollateralKinds.Ocsp, [pki.Ca], pki.Leaf);

        Assert.Empty(found.Problems);
        var answer = Assert.Single(Assert.Single(found.Responses).Response.Answers);
        Assert.Equal(isRevoked, answer.RevokedAt is not null);
        Assert.Equal(!isRevoked, answer.IsGood);
    }

    [Fact]
    public async Task A_responder_is_asked_by_GET_and_then_by_POST()
    {
        await using var server = new DocumentServer();
        using var pki = new PointingPki(_server, server.Url("/ocsp"));
        server.Documents["/ocsp"] = [0x30, 3, 0x0A, 1, 3];

        var found = await Gather(CollateralKinds.Ocsp, [pki.Ca], pki.Leaf);

        Assert.EndsWith(
            "the responder does not answer (TryLater)", Assert.Single(found.Problems), StringComparison.Ordinal);
        Assert.Collection(server.Asked,
            path => Assert.StartsWith("/ocsp/", path, StringComparison.Ordinal), path => Assert.Equal("/ocsp", path));
    }

    [Fact]
    public async Task A_responder_of_an_unknown_issuer_is_not_asked()
    {
        var found = await Gather(CollateralKinds.Ocsp);

        Assert.Contains("is not at hand", Assert.Single(found.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Issuers_that_always_have_another_issuer_end_at_the_limit()
    {
        using var key = SigningKey.Create();
        Certificate Link(int number) => new CertificateDraft
        {
            Subject = CertificateDraft.NameOf($"CA {number}"),
            Issuer = CertificateDraft.NameOf($"CA {number + 1}"),
            PublicKeyInfo = key.PublicKeyInfo,
            NotBefore = World.Today,
            NotAfter = World.Today,
            SerialNumber = CertificateDraft.RandomSerialNumber(),
            Extensions = [ExtensionDraft.CaIssuers(_server.Url($"/{number + 1}"))],
        }.SignWith(key);
        for (var i = 1; i < 100; i++) _server.Documents[$"/{i}"] = Link(i).Raw.ToArray();

        var found = await Gather(CollateralKinds.Issuers, [], Link(0));

        Assert.Equal(8, _server.Asked.Count);
        Assert.Contains("followed 8 steps", Assert.Single(found.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thousands_of_locations_end_at_the_limit()
    {
        using var key = SigningKey.Create();
        Certificate[] many =
        [
            .. Enumerable.Range(0, 100).Select(number => new CertificateDraft
            {
                Subject = CertificateDraft.NameOf($"leaf {number}"),
                Issuer = CertificateDraft.NameOf("CA"),
                PublicKeyInfo = key.PublicKeyInfo,
                NotBefore = World.Today,
                NotAfter = World.Today,
                SerialNumber = CertificateDraft.RandomSerialNumber(),
                Extensions =
                    [ExtensionDraft.CaIssuers(Enumerable.Range(0, 20).Select(i => _server.Url($"/{number}/{i}")))],
            }.SignWith(key)),
        ];

        var found = await Gather(CollateralKinds.Issuers, [], many);

        Assert.Equal(200, _server.Asked.Count);
        Assert.Contains("after 200 documents nothing more is fetched", found.Problems);
    }

    [Fact]
    public async Task A_slow_server_ends_with_the_time_for_all()
    {
        await using var slow = new LoopbackServer(async (_, stream, cancellation) =>
        {
            await LoopbackServer.Write(stream, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", cancellation);
            await Task.Delay(Timeout.Infinite, cancellation);
        });
        using var key = SigningKey.Create();
        var leaf = new CertificateDraft
        {
            Subject = CertificateDraft.NameOf("leaf"),
            Issuer = CertificateDraft.NameOf("CA"),
            PublicKeyInfo = key.PublicKeyInfo,
            NotBefore = World.Today,
            NotAfter = World.Today,
            SerialNumber = CertificateDraft.RandomSerialNumber(),
            Extensions = [ExtensionDraft.CaIssuers(slow.Url("/").AbsoluteUri)],
        }.SignWith(key);
        var fetch = new CollateralFetch(
            new DocumentSource(_http, null, TimeProvider.System),
            new CollateralLimits { MostTime = TimeSpan.FromSeconds(1) });

        var found = await fetch.Gather(
            new CollateralQuestion([leaf], [], CollateralKinds.All), TestContext.Current.CancellationToken);

        Assert.Contains("after 1 seconds nothing more is fetched", found.Problems);
    }

    public static TheoryData<string, CollateralKinds, string> Floods => new()
    {
        { "HTTP/1.1 200 OK\r\n\r\n", CollateralKinds.Issuers, "longer than 1,048,576 bytes" },
        { "HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n", CollateralKinds.Issuers,
            "longer than 1,048,576 bytes" },
        { "HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n", CollateralKinds.RevocationLists,
            "longer than 33,554,432 bytes" },
        { "HTTP/1.1 200 OK\r\n\r\n", CollateralKinds.Ocsp, "longer than 65,536 bytes" },
        { "HTTP/1.1 302 Found\r\nLocation: /again\r\nConnection: close\r\n\r\n", CollateralKinds.Issuers,
            "more than 5 redirects" },
        { "HTTP/1.1 302 Found\r\nLocation: gopher://a/\r\nConnection: close\r\n\r\n", CollateralKinds.RevocationLists,
            "neither http nor https" },
    };

    [Theory]
    [MemberData(nameof(Floods))]
    public async Task A_flood_costs_no_more_than_the_limit(string head, CollateralKinds kind, string said)
    {
        await using var flood = new LoopbackServer(async (_, stream, cancellation) =>
        {
            await LoopbackServer.Write(stream, head, cancellation);
            while (true) await stream.WriteAsync(new byte[1 << 16], cancellation);
        });
        var url = flood.Url("/").AbsoluteUri;
        using var key = SigningKey.Create();
        var leaf = new CertificateDraft
        {
            Subject = CertificateDraft.NameOf("leaf"),
            Issuer = CertificateDraft.NameOf("CA"),
            PublicKeyInfo = key.PublicKeyInfo,
            NotBefore = World.Today,
            NotAfter = World.Today,
            SerialNumber = CertificateDraft.RandomSerialNumber(),
            Extensions = [ExtensionDraft.InformationAccess([url], [url]), ExtensionDraft.RevocationListPoints(url)],
        }.SignWith(_pki.CaKey);

        var found = await Gather(kind, [_pki.Ca], leaf);

        Assert.Contains(found.Problems, problem => problem.Contains(said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_private_is_asked_without_leave()
    {
        using var http = new HttpFetch(Limits with { AllowPrivate = false });
        var fetch = new CollateralFetch(new DocumentSource(http, null, TimeProvider.System));

        var found = await fetch.Gather(
            new CollateralQuestion([_pki.Leaf], [], CollateralKinds.Issuers), TestContext.Current.CancellationToken);

        Assert.Contains("--allow-private", Assert.Single(found.Problems), StringComparison.Ordinal);
        Assert.Empty(_server.Asked);
    }

    private Task<FetchedCollateral> Gather(
        CollateralKinds kinds, IReadOnlyList<Certificate>? atHand = null, params Certificate[] targets) =>
        new CollateralFetch(new DocumentSource(_http, null, TimeProvider.System)).Gather(
            new CollateralQuestion(targets.Length > 0 ? targets : [_pki.Leaf], atHand ?? [], kinds),
            TestContext.Current.CancellationToken);

    private static byte[] Pem(string label, ReadOnlyMemory<byte> der) =>
        Encoding.ASCII.GetBytes(PemEncoding.WriteString(label, der.Span));

    private static byte[] Pkcs7(params Certificate[] certificates)
    {
        var all = new X509Certificate2Collection();
        foreach (var certificate in certificates) all.Add(X509CertificateLoader.LoadCertificate(certificate.Raw.Span));
        return all.Export(X509ContentType.Pkcs7)!;
    }
}
