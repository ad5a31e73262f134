using Crosspath.Testing;

namespace Crosspath.Cli.Tests;

/// <summary><c>--fetch</c> against a server on loopback.</summary>
public sealed class FetchTests : IAsyncDisposable
{
    private readonly CommandLine _cli = new();
    private readonly DocumentServer _server = new();
    private readonly PointingPki _pki;

    public FetchTests()
    {
        _pki = new PointingPki(_server);
        _cli.File("root.cer", _pki.Root.Raw.ToArray());
        _cli.File("leaf.cer", _pki.Leaf.Raw.ToArray());
    }

    public async ValueTask DisposeAsync()
    {
        _pki.Dispose();
        _cli.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public void Without_it_nobody_is_asked()
    {
        var result = _cli.Run("paths leaf.cer --roots root.cer");

        Assert.Equal(1, result.ExitCode);
        Assert.Empty(_server.Asked);
    }

    [Theory]
    [InlineData("paths leaf.cer --roots root.cer --fetch aia --json", 0)]
    [InlineData("paths leaf.cer --roots root.cer --fetch all --json", 0)]
    [InlineData("timeline leaf.cer --roots root.cer --fetch aia --json", 0)]
    [InlineData("whatif leaf.cer --roots root.cer --revoke {ca} --fetch aia --json", 1)]
    [InlineData("clients leaf.cer --roots root.cer --client chromium --fetch aia --json", 0)]
    [InlineData("clients leaf.cer --roots root.cer --client openssl --fetch aia --json", 1)] // which does not fetch
    public void A_missing_intermediate_is_found_where_the_leaf_says(string command, int exitCode)
    {
        var result = _cli.Run(command.Replace(
            "{ca}", _pki.Ca.Fingerprint.ToString(), StringComparison.Ordinal) + " --allow-private --cache cache");

        Assert.Equal((exitCode, ""), (result.ExitCode, result.Error));
        Assert.Contains("/ca.cer", _server.Asked);
    }

    [Theory]
    [InlineData("paths leaf.cer --roots root.cer --fetch all --json", "revoked")]
    [InlineData("timeline leaf.cer --roots root.cer --fetch aia crl --json", "")]
    [InlineData("paths leaf.cer --roots root.cer --fetch aia,crl", "revoked")]
    public void A_revoked_leaf_is_found_out(string command, string said)
    {
        _server.Documents["/ca.crl"] = PointingPki.ListOf("CA", _pki.CaKey, _pki.Leaf).Raw.ToArray();

        var result = _cli.Run(command + " --allow-private --cache cache");

        Assert.Equal("", result.Error);
        Assert.Equal(command.StartsWith("paths", StringComparison.Ordinal) ? 1 : 0, result.ExitCode);
        Assert.Contains(said, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_forged_list_revokes_nothing_and_is_not_kept()
    {
        _server.Documents["/ca.crl"] = PointingPki.ListOf("CA", _pki.RootKey, _pki.Leaf).Raw.ToArray();

        var result = _cli.Run("paths leaf.cer --roots root.cer --fetch all --allow-private --cache cache");

        Assert.Equal(3, Directory.GetFiles(_cli.PathOf("cache")).Length); // two certificates, the root's list
        Assert.DoesNotContain("was revoked", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_run_asks_nobody_and_neither_does_offline()
    {
        const string Command = "paths leaf.cer --roots root.cer --fetch all --allow-private --cache cache --json";
        _cli.Run(Command);
        var asked = _server.Asked.Count;

        var again = _cli.Run(Command);
        var offline = _cli.Run(Command + " --offline");
        var empty = _cli.Run("paths leaf.cer --roots root.cer --fetch aia --offline --cache other");

        Assert.Equal((0, ""), (again.ExitCode, again.Error));
        Assert.Equal((0, ""), (offline.ExitCode, offline.Error));
        Assert.Equal(asked, _server.Asked.Count);
        Assert.Equal(1, empty.ExitCode);
        Assert.Contains("is not in the cache", Assert.Single(empty.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public void What_certificates_point_to_on_this_machine_is_not_asked_without_leave()
    {
        var result = _cli.Run("paths leaf.cer --roots root.cer --fetch aia --cache cache");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("--allow-private", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(_server.Asked);
    }

    [Fact]
    public async Task Hosts_that_serve_too_little_are_helped_each()
    {
        await using var server = new LoopbackTlsServer([_pki.Leaf], _pki.LeafKey);
        _cli.File(
            "hosts.txt", System.Text.Encoding.ASCII.GetBytes($"127.0.0.1:{server.Port}\nlocalhost:{server.Port}\n"));

        var result = _cli.Run(
            "paths --hosts hosts.txt --host leaf.test --roots root.cer --fetch aia --allow-private --cache cache --json");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(2, _server.Asked.Count); // the second host's came from the cache
    }

    [Theory]
    [InlineData("paths leaf.cer --fetch dns", "none of aia, crl, ocsp, all")]
    [InlineData("paths leaf.cer --offline", "say --fetch, too")]
    [InlineData("paths leaf.cer --cache c", "say --fetch, too")]
    [InlineData("clients leaf.cer --roots root.cer --fetch ocsp", "say aia or crl")]
    public void Bad_usage_is_one_line(string arguments, string said)
    {
        var result = _cli.Run(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(said, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }
}
