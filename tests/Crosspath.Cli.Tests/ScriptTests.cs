using System.IO.Compression;
using Crosspath.Authority;
using Crosspath.Authority.Demos;
using Crosspath.Testing;
using Crosspath.X509;

namespace Crosspath.Cli.Tests;

public sealed class ScriptTests : IDisposable
{
    // The demos' dates hang on it.
    private static readonly DateTimeOffset Today = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);

    private static readonly string Folder =
        Path.Combine(SharedData.Repository, "tests", "Crosspath.Cli.Tests", "Scripts");

    private readonly CommandLine _cli = new();

    public static TheoryData<string> Scripts =>
        [.. Directory.GetFiles(Folder, "*.txt").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    public void Dispose() => _cli.Dispose();

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_session_goes_as_it_is_written(string name)
    {
        var file = Path.Combine(Folder, name + ".txt");
        var script = File.ReadAllText(file);
        PutFiles();

        var played = new Script(script).Play(_cli);

        if (played != script) File.WriteAllText(Path.ChangeExtension(file, ".received"), played);
        Assert.Equal(script, played);
    }

    private void PutFiles()
    {
        foreach (var kind in DemoKind.All)
            Assert.Null(DemoFiles.Write(DemoPki.Create(kind.Name, Today), _cli.PathOf(kind.Name)));
        var leaf = File.ReadAllBytes(_cli.PathOf("rollover/leaf.pem"));
        var pool = File.ReadAllBytes(_cli.PathOf("rollover/intermediates.pem"));
        var der = CertificateFiles.ReadCertificates(_cli.PathOf("rollover/leaf.pem"))[0].Raw.ToArray();
        _cli.File("bad/empty.pem", []);
        _cli.File("bad/text.txt", "Dear reader,\nthis is no certificate.\n"u8.ToArray());
        var noise = new byte[1000];
        new Random(1).NextBytes(noise);
        _cli.File("bad/noise.bin", noise);
        _cli.File("bad/cut.der", der[..200]);
        _cli.File("mixed.pem", [.. "-----BEGIN CERTIFICATE-----\nMIIB!!\n-----END CERTIFICATE-----\n"u8, .. pool]);
        _cli.File("leaf.der", der);
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true)) gzip.Write(leaf);
        _cli.File("leaf.gz", packed.ToArray());
        _cli.File("hostile.der", Hostile());
        const string Root = "{\"sha256\":\"0000000000000000000000000000000000000000000000000000000000000001\"}";
        _cli.File("history.jsonl", System.Text.Encoding.UTF8.GetBytes($$"""
            {"family":"old","version":"1","date":"2001-01-01","until":"2002-01-01","roots":[{{Root}}]}
            {"family":"old","version":"2","date":"2001-06-01","until":"2002-06-01","roots":[{{Root}}]}
            {"family":"old","version":"3","date":"2003-01-01","until":"2003-01-01","roots":[{{Root}}]}
            {"family":"old","version":"4","date":"2004-01-01","roots":[{"sha256":"xyz"}]}
            {"family":"old","version":
            """));
        _cli.File("inverted.jsonl", System.Text.Encoding.UTF8.GetBytes(
            $$"""{"family":"old","version":"1","date":"2001-01-01","until":"2000-01-01","roots":[{{Root}}]}"""));
        _cli.File("limits.yaml", """
            # what their side may do here
            validity: { until: 2027-06-01 }
            pathLength: 1
            purposes: [serverAuth, clientAuth]
            names:
              permitted: { dns: south.test, ip: [10.0.0.0/8, "fd00::/8"] }
              excluded: { dns: [secret.south.test] }
            policies: [1.3.6.1.4.1.55555.1]
            mappings:
              - { issuer: 1.3.6.1.4.1.55555.1, subject: 1.3.6.1.4.1.55555.2 }
            crl: http://north.test/ca.crl
            caIssuers: [http://north.test/ca.cer]
            ocsp: [http://north.test/ocsp]
            """u8.ToArray());
        _cli.File("bad/field.yaml", "pathLength: 1\nnames:\n  permited: { dns: south.test }\n"u8.ToArray());
        _cli.File("bad/name.yaml", "names:\n  permitted:\n    dns:\n      - '*.south.test'\n"u8.ToArray());
        _cli.File("bad/purpose.yaml", "purposes: [serverauth]\n"u8.ToArray());
        _cli.File("bad/number.yaml", "pathLength: many\n"u8.ToArray());
        _cli.File("bad/both.yaml", "validity:\n  until: 2027-01-01\n  days: 3\n"u8.ToArray());
        _cli.File("bad/broken.yaml", "pathLength: [1\nnames: {\n"u8.ToArray());
        _cli.File("bad/list.yaml", "- pathLength\n"u8.ToArray());
        _cli.File("bad/alias.yaml", "policies: &a [1.2.3]\ncrl: *a\n"u8.ToArray());
        _cli.File("bad/deep.yaml", System.Text.Encoding.ASCII.GetBytes("crl: " + new string('[', 10_000)));
    }

    // Names that a terminal, a browser, Graphviz, Mermaid and YAML would stumble over.
    private static byte[] Hostile()
    {
        using var key = SigningKey.Create();
        return new CertificateDraft
        {
            Subject = CertificateDraft.NameOf("\u001b[2J\"];<script>alert(1)</script>\\\u202e&amp;\r\n  end"),
            Issuer = CertificateDraft.NameOf("\u001b[2J\"];<script>alert(1)</script>\\\u202e&amp;\r\n  end"),
            PublicKeyInfo = key.PublicKeyInfo,
            NotBefore = Today.AddYears(-1),
            NotAfter = Today.AddYears(1),
            SerialNumber = CertificateDraft.RandomSerialNumber(),
            Extensions = [ExtensionDraft.DnsNames("\u0007bell.test")],
        }.SignWith(key).Raw.ToArray();
    }
}
