using System.Text.Json;
using Crosspath.Cli.Tests;

namespace Crosspath.Web.Tests;

/// <summary>The server gives, byte for byte, what the command prints for the same question.</summary>
public sealed class CommandAnswerTests : IAsyncLifetime, IDisposable
{
    private const string Kind = "dst-x3-2021";
    private const string At = "2021-06-01";
    private static readonly string Arguments = CommandLine.Leaf(Kind);

    private readonly CommandLine _line = new CommandLine().WithDemo(Kind);
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.Start();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    public void Dispose() => _line.Dispose();

    [Theory]
    [InlineData("2021-06-01")]
    [InlineData("2021-11-01")]
    public async Task Paths(string at) =>
        Assert.Equal(Said($"paths {Arguments} --at {at} --json"), await _server.Answer("/api/v1/paths", World(new() { ["at"] = at })));

    [Fact]
    public async Task Paths_that_are_counted() =>
        Assert.Equal(Said($"paths {Arguments} --at {At} --json --count"), await _server.Answer("/api/v1/paths", World(new() { ["count"] = true })));

    [Fact]
    public async Task Paths_that_are_explained() =>
        Assert.Equal(
            Said($"paths {Arguments} --at 2031-01-01 --json --explain"),
            await _server.Answer("/api/v1/paths", World(new() { ["explain"] = true, ["at"] = "2031-01-01" })));

    [Fact]
    public async Task Paths_for_a_host_a_purpose_a_policy_and_a_profile() =>
        Assert.Equal(
            Said($"paths {Arguments} --at {At} --json --host www.demo.test --purpose clientAuth --policy 1.2.3 --profile webpki --max-paths 2"),
            await _server.Answer("/api/v1/paths", World(new()
            {
                ["host"] = "www.demo.test",
                ["purpose"] = "clientAuth",
                ["policies"] = new[] { "1.2.3" },
                ["profile"] = "webpki",
                ["maxPaths"] = 2,
            })));

    [Fact]
    public async Task Paths_of_each_certificate()
    {
        var files = $"{Kind}/leaf.pem {Kind}/intermediates.pem --roots {Kind}/roots.pem";

        Assert.Equal(Said($"paths {files} --at {At} --each"), await _server.Answer("/api/v1/paths", World(new() { ["each"] = true })));
    }

    [Fact]
    public async Task A_picture() =>
        Assert.Equal(Said($"paths {Arguments} --at {At} --svg -"), await _server.Answer("/api/v1/paths/picture", World([])));

    [Fact]
    public async Task A_file_of_certificates_instead_of_json()
    {
        // What the file brings lies between; who is trusted the server knows.
        await using var server = await RunningServer.Start(roots: Certificates("roots.pem"));
        var chain = File.ReadAllText(_line.PathOf($"{Kind}/leaf.pem")) + File.ReadAllText(_line.PathOf($"{Kind}/intermediates.pem"));
        using var body = new StringContent(chain, System.Text.Encoding.UTF8, "application/x-pem-file");

        using var response = await server.Client.PostAsync($"/api/v1/paths?at={At}", body);

        Assert.Equal(Said($"paths {Arguments} --at {At} --json"), await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_timeline() =>
        Assert.Equal(Said($"timeline {Arguments} --json"), await _server.Answer("/api/v1/timeline", World([])));

    [Fact]
    public async Task A_what_if()
    {
        var root = Sha256("roots.pem", 0);

        Assert.Equal(
            Said($"whatif {Arguments} --at 2021-09-01 --distrust {root} --json"),
            await _server.Answer("/api/v1/whatif", World(new() { ["at"] = "2021-09-01", ["changes"] = new { distrust = new[] { root } } })));
    }

    [Fact]
    public async Task A_what_if_that_adds_certificates()
    {
        var question = new Dictionary<string, object>
        {
            ["certificates"] = new[] { Text("leaf.pem") },
            ["roots"] = new[] { Text("roots.pem") },
            ["corpus"] = false,
            ["at"] = "2021-09-01",
            ["changes"] = new { add = new[] { Text("intermediates.pem") } },
        };

        Assert.Equal(
            Said($"whatif {Kind}/leaf.pem --roots {Kind}/roots.pem --at 2021-09-01 --add {Kind}/intermediates.pem --json"),
            await _server.Answer("/api/v1/whatif", question));
    }

    [Fact]
    public async Task A_cut()
    {
        var issuer = Sha256("intermediates.pem", 1);

        Assert.Equal(
            Said($"cut {issuer} --with {Kind}/leaf.pem {Kind}/intermediates.pem --roots {Kind}/roots.pem --at 2021-09-01 --json --cost leaves"),
            await _server.Answer("/api/v1/cut", World(new() { ["at"] = "2021-09-01", ["identity"] = issuer, ["cost"] = "leaves" })));
    }

    [Fact]
    public async Task What_clients_do() =>
        Assert.Equal(
            Said($"clients {Kind}/leaf.pem {Kind}/intermediates.pem --roots {Kind}/roots.pem --at 2021-11-01 --json"),
            await _server.Answer("/api/v1/clients", World(new() { ["at"] = "2021-11-01" })));

    [Fact]
    public async Task What_rules_say()
    {
        var said = Said($"lint {Kind}/leaf.pem {Kind}/intermediates.pem --rules rfc5280 br@2021-01-01 --json");
        var answer = await _server.Json("/api/v1/lint", World(new() { ["rules"] = new[] { "rfc5280", "br@2021-01-01" } }));

        Assert.Equal(
            said.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            answer.GetProperty("documents").EnumerateArray().Select(document => document.GetRawText()));
    }

    [Fact]
    public async Task What_stands_in_a_certificate()
    {
        using var said = JsonDocument.Parse(Said($"inspect {Kind}/leaf.pem --json"));
        var answer = await _server.Json("/api/v1/certificates?asn1=true", World([]));

        var certificate = answer.GetProperty("certificates")[0];
        foreach (var member in said.RootElement[0].EnumerateObject())
            Assert.True(JsonElement.DeepEquals(member.Value, certificate.GetProperty(member.Name)), member.Name);
        var der = Convert.FromBase64String(certificate.GetProperty("der").GetString()!);
        Assert.Equal(X509.Fingerprint.Of(der).ToString(), certificate.GetProperty("sha256").GetString());
        var root = certificate.GetProperty("asn1")[0];
        Assert.Equal(der.Length, root.GetProperty("headerLength").GetInt32() + root.GetProperty("length").GetInt32());
    }

    private string Said(string arguments)
    {
        var result = _line.Run(arguments);
        Assert.True(result.ExitCode is 0 or 1, result.Error);
        return result.Output;
    }

    private Dictionary<string, object> World(Dictionary<string, object> more)
    {
        var question = new Dictionary<string, object>
        {
            ["certificates"] = new[] { Text("leaf.pem"), Text("intermediates.pem") },
            ["roots"] = new[] { Text("roots.pem") },
            ["corpus"] = false,
            ["at"] = At,
        };
        foreach (var (name, value) in more) question[name] = value;
        return question;
    }

    private string Text(string file) => File.ReadAllText(_line.PathOf($"{Kind}/{file}"));

    private IReadOnlyList<X509.Certificate> Certificates(string file) => X509.CertificateFiles.ReadCertificates(_line.PathOf($"{Kind}/{file}"));

    private string Sha256(string file, int index) => Certificates(file)[index].Fingerprint.ToString();
}
