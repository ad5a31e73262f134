using System.Text.Json;
using Crosspath.Testing;

namespace Crosspath.Cli.Tests;

/// <summary><c>chain</c> on Let's Encrypt's own menu of 2021, with the stores as history has them.</summary>
public sealed class ChainTests : IDisposable
{
    private const string R3 = "67add1166b020ae61b8f5fc96813c04c2aa589960796865572a3c7e737613dfd";
    private const string CrossSignedRoot = "6d99fb265eb1c5b3744765fcbc648f3cd8e1bffafdc4c2f99b9d47cf7ff1c24f";
    private const string KeyOfDstRoot = "563b3caf";

    private static readonly string Folder = SharedData.PathOf("data", "letsencrypt");
    private static readonly string Cas = SharedData.PathOf("data", "certificates", "ca.pem.gz");

    private readonly CommandLine _cli = new();

    public ChainTests() => Assert.Equal(0, _cli.Run(
        $"stores import {SharedData.PathOf("data", "stores", "stores.jsonl.gz")} --certificates {Cas} --catalog cat").ExitCode);

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void In_2021_the_long_chain_serves_old_phones_and_loses_OpenSSL_1_0_2_on_the_day_on_which_DST_Root_CA_X3_ends()
    {
        var chain = Chain("--at 2021-06-01 --until 2025-01-01 --clients broad");
        Assert.Equal([R3, CrossSignedRoot], Strings(chain, "serve"));
        Assert.StartsWith(KeyOfDstRoot, chain.GetProperty("root").GetProperty("keyId").GetString(), StringComparison.Ordinal);
        Assert.Equal(["2021-09-30 openssl 1.0.2", "2024-09-30 android 7.0"], Breaks(chain));
        Assert.Empty(Strings(chain, "rejects"));
    }

    [Fact]
    public void For_current_clients_the_short_chain_is_enough()
    {
        var chain = Chain("--at 2024-10-01 --until 2025-01-01 --clients modern");
        Assert.Equal([R3], Strings(chain, "serve"));
        Assert.Empty(Breaks(chain));
    }

    [Fact]
    public void Alternates_that_ACME_offers_are_ranked_and_their_roots_named_by_key()
    {
        var pem = new[] { "lets-encrypt-r3.pem", "isrg-root-x1-cross-signed.pem" }.Select(name => File.ReadAllText(Path.Combine(Folder, name))).ToArray();
        _cli.File("short.pem", System.Text.Encoding.ASCII.GetBytes(pem[0]));
        _cli.File("long.pem", System.Text.Encoding.ASCII.GetBytes(pem[0] + "\n" + pem[1]));
        var chain = _cli.Run($"chain --acme-alternates short.pem long.pem --with {Cas} --catalog cat --clients old-android --at 2022-01-01 --until 2024-01-01 --json").Json;
        Assert.EndsWith("long.pem", chain.GetProperty("file").GetString(), StringComparison.Ordinal);
        Assert.StartsWith(KeyOfDstRoot, chain.GetProperty("root").GetProperty("keyId").GetString(), StringComparison.Ordinal);
        var other = Assert.Single(chain.GetProperty("alternatives").EnumerateArray());
        Assert.EndsWith("short.pem", other.GetProperty("file").GetString(), StringComparison.Ordinal);
        Assert.Contains("worse for android", other.GetProperty("trades").GetString(), StringComparison.Ordinal);
    }

    private JsonElement Chain(string options) =>
        _cli.Run($"chain {Path.Combine(Folder, "lets-encrypt-r3.pem")} --with {Folder} {Cas} --catalog cat --json {options}").Json;

    private static string[] Strings(JsonElement document, string name) =>
        [.. document.GetProperty(name).EnumerateArray().Select(item => item.GetString()!)];

    private static string[] Breaks(JsonElement document) => [.. document.GetProperty("breaksOn").EnumerateArray()
        .Select(one => one.GetProperty("date").GetString()![..10] + " " + string.Join(", ", one.GetProperty("clients").EnumerateArray().Select(c => c.GetString())))];
}
