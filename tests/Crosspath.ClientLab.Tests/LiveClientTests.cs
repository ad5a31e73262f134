using System.Security.Cryptography;
using Crosspath.Clients;
using Crosspath.Fetch.Tls;
using Crosspath.Testing;
using Crosspath.X509;

namespace Crosspath.ClientLab.Tests;

/// <summary>Real clients against the predictions, over TLS on loopback.</summary>
public sealed class LiveClientTests(ITestOutputHelper output)
{
    // Where CI says that it installed them, a client that is not there is a fault.
    private static readonly string[] Wanted = ["s_client", "curl", "go", "dotnet-noaia"];

    [Fact]
    public async Task Every_client_does_what_its_profile_says()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/openssl"), "OpenSSL's command line serves the scenarios");
        var folder = Directory.CreateTempSubdirectory("crosspath-lab-");
        try
        {
            var (clients, absent) = LiveClient.Find(folder.FullName);
            output.WriteLine($"not installed, and so not run: {(absent.Count == 0 ? "none" : string.Join(", ", absent))}");
            if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Empty(absent.Intersect(Wanted));
            var (differences, verdicts) = (new List<string>(), clients.ToDictionary(client => client.Profile, _ => new HashSet<bool>()));
            foreach (var scenario in LiveScenario.All) differences.AddRange(await Run(scenario, clients, folder.FullName, verdicts));
            output.WriteLine($"{LiveScenario.All.Count} scenarios, {clients.Count} clients: {string.Join(", ", clients.Select(client => client.Profile))}");
            // A driver that always says the same has not been talking to its client.
            Assert.All(verdicts, client => Assert.Equal(2, client.Value.Count));
            foreach (var difference in differences) output.WriteLine(difference);
            Assert.Equal(Exceptions(clients), differences.Order(StringComparer.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<List<string>> Run(
        LiveScenario scenario, IReadOnlyList<LiveClient> clients, string folder, Dictionary<string, HashSet<bool>> verdicts)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var world = World.Draw(scenario.Drawing);
        Certificate[] served = [.. scenario.Served.Select(label => world[label])];
        Certificate[] roots = [.. scenario.Roots.Select(label => world[label])];
        File.WriteAllText(Path.Combine(folder, "leaf.pem"), Pem(served[..1]));
        File.WriteAllText(Path.Combine(folder, "rest.pem"), Pem(served[1..]));
        File.WriteAllText(Path.Combine(folder, "leaf.key"), world.Key("leaf").ExportPkcs8Pem());
        var rootsFile = Path.Combine(folder, "roots.pem");
        File.WriteAllText(rootsFile, Pem(roots));
        await using var server = await LiveServer.Start(folder, cancellation);
        await IsServed(server.Port, served, cancellation);
        using var simulator = new ClientSimulator(
            new ClientRequest([.. served], [.. roots], TimeProvider.System.GetUtcNow()) { Host = LiveClient.Host });
        var differences = new List<string>();
        foreach (var client in clients)
        {
            var accepts = await client.Accepts(server.Port, rootsFile);
            verdicts[client.Profile].Add(accepts);
            var predicted = simulator.Predict(ProfileCatalogue.BuiltIn.Find(client.Profile)!);
            if (accepts != predicted.IsAccepted)
                differences.Add($"{client.Profile} | {scenario.Name} | {(accepts ? "accepts" : "rejects")}");
        }
        return differences;
    }

    // The scenario is what is on the wire, not what was asked of the server.
    private static async Task IsServed(int port, Certificate[] served, CancellationToken cancellation)
    {
        Assert.True(TlsEndpoint.TryParse($"127.0.0.1:{port}", out var endpoint));
        var result = await TlsProbe.Ask(endpoint!, cancellation: cancellation);
        Assert.Equal(
            served.Select(certificate => certificate.Fingerprint),
            result.Chain!.Certificates.Select(certificate => Fingerprint.Of(certificate.Span)));
    }

    private static string Pem(IEnumerable<Certificate> certificates) =>
        string.Concat(certificates.Select(certificate => PemEncoding.WriteString("CERTIFICATE", certificate.Raw.Span) + "\n"));

    // What is known to differ, each with its reason behind a second bar.
    private static IEnumerable<string> Exceptions(IReadOnlyList<LiveClient> clients)
    {
        var file = Path.Combine(SharedData.Repository, "tests", "Crosspath.ClientLab.Tests", "exceptions.txt");
        return File.ReadLines(file).Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => string.Join(" | ", line.Split(" | ")[..3]))
            .Where(line => clients.Any(client => line.StartsWith(client.Profile + " | ", StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal);
    }
}
