using System.Text.Json;
using Crosspath.Testing;

namespace Crosspath.Cli.Tests;

/// <summary><c>crosspath clients</c> on scenarios of the lab.</summary>
public sealed class ClientsCommandTests : IDisposable
{
    private readonly CommandLine _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Several_scenarios_give_a_document_a_line_with_their_ids()
    {
        var result = _cli.Run($"clients --scenario {Lab("s01", "scenario.json")} {Lab("s02", "scenario.json")} --client go --json");

        var ids = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("scenario").GetString());
        Assert.Equal(["s01", "s02"], ids);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public void A_chain_is_listed_from_the_leaf_to_the_anchor()
    {
        var result = _cli.Run($"clients --scenario {Lab("s02", "scenario.json")} --client botan --json");

        var scenario = JsonDocument.Parse(File.ReadAllBytes(Lab("s02", "scenario.json"))).RootElement;
        string[] labels = ["leaf", "r3", "x1cross", "old"];
        var expected = labels.Select(label => scenario.GetProperty("certs").GetProperty(label).GetProperty("sha256").GetString());
        var client = result.Json.GetProperty("clients")[0];
        Assert.Equal("accept", client.GetProperty("verdict").GetString());
        Assert.Equal(expected, client.GetProperty("chain").EnumerateArray().Select(item => item.GetString()));
    }

    [Fact]
    public void All_clients_are_asked_and_those_for_revocation_only_where_there_are_lists()
    {
        var without = Clients($"clients --scenario {Lab("s02", "scenario.json")} --json");
        var with = Clients($"clients --scenario {Lab("s16", "scenario.json")} --json");

        Assert.DoesNotContain("openssl-crl", without);
        Assert.Contains("openssl-crl", with);
        Assert.Equal(without, with.Where(client => !client.EndsWith("-crl", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("--aia certs/int.pem", 0)]
    [InlineData("--aia certs/rootA.pem", 1)]
    [InlineData("", 1)]
    public void What_is_found_at_caIssuers_locations_helps_who_fetches(string option, int exitCode)
    {
        var aia = option.Length == 0 ? "" : $"--aia {Lab("s08", option.Split(' ')[1])}";

        var result = _cli.Run(
            $"clients {Lab("s08", "served.pem")} --roots {Lab("s08", "roots.pem")} {aia} --at 2026-11-20 --client dotnet");

        Assert.Equal(exitCode, result.ExitCode);
    }

    [Fact]
    public void Revocation_lists_are_for_the_clients_that_check_them()
    {
        var served = $"clients {Lab("s16", "served.pem")} --roots {Lab("s16", "roots.pem")} --at 2026-11-20";

        var result = _cli.Run($"{served} --crl {Lab("s16", "crls.pem")} --client openssl openssl-crl");

        Assert.Contains("ok  openssl      leaf.lab.test < Int < Root A", result.Output, StringComparison.Ordinal);
        Assert.Contains("--  openssl-crl  'Int' is revoked", result.Output, StringComparison.Ordinal);
    }

    private List<string> Clients(string command) =>
        [.. _cli.Run(command).Json.GetProperty("clients").EnumerateArray().Select(client => client.GetProperty("client").GetString()!)];

    private static string Lab(string scenario, string file) => SharedData.PathOf(["clientlab", "scenarios", scenario, .. file.Split('/')]);
}
