using Crosspath.X509;

namespace Crosspath.Cli.Tests;

/// <summary>Revoking where scripts do not reach: runs at the same time, and readers in between.</summary>
public sealed class RevokeTests : IDisposable
{
    private const string Issuer = "--issuer partitions/roots.pem --key partitions/keys/demo-root-north.key.pem --crl "
        + "north.crl";

    private readonly CommandLine _cli = new CommandLine().WithDemo("partitions");

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Runs_at_the_same_time_lose_no_revocation_and_readers_see_whole_lists()
    {
        Assert.Equal(0, _cli.Run($"revoke {Issuer}").ExitCode);
        var runs = Enumerable.Range(1, 6).Select(serial => _cli.Start($"revoke --serial 0{serial} {Issuer}")).ToList();
        var seen = 0;

        while (runs.Exists(run => !run.HasExited))
        {
            var list = List();
            Assert.True(list.IsWhole);
            Assert.True(list.Count >= seen);
            seen = list.Count;
        }

        Assert.All(runs, run => Assert.Equal(0, run.ExitCode));
        Assert.Equal([1, 2, 3, 4, 5, 6], List().Entries().Select(entry => (int)entry.SerialNumber.Span[0]).Order());
        Assert.Equal([7], List().Number.ToArray());
        runs.ForEach(run => run.Dispose());
    }

    [Fact]
    public void A_list_is_signed_where_the_key_is()
    {
        const string Detached = "--issuer partitions/roots.pem --crl north.crl --tbs north.tbs";
        Assert.Equal(0, _cli.Run($"revoke {Issuer} --serial 01").ExitCode);
        Assert.Equal(0, _cli.Run($"revoke --serial 02 {Detached} --dry-run").ExitCode);
        Assert.Equal([1], List().Number.ToArray());
        using (var key = System.Security.Cryptography.ECDsa.Create())
        {
            key.ImportFromPem(File.ReadAllText(_cli.PathOf("partitions/keys/demo-root-north.key.pem")));
            _cli.File("north.sig", key.SignData(
                File.ReadAllBytes(_cli.PathOf("north.tbs")), System.Security.Cryptography.HashAlgorithmName.SHA256,
                System.Security.Cryptography.DSASignatureFormat.Rfc3279DerSequence));
        }

        var signed = _cli.Run($"revoke {Detached} --signature north.sig");
        var again = _cli.Run($"revoke {Detached} --signature north.sig");

        Assert.True(signed.ExitCode == 0, signed.Error);
        Assert.Equal([1, 2], List().Entries().Select(entry => (int)entry.SerialNumber.Span[0]));
        Assert.Equal(2, again.ExitCode);
        Assert.Contains("does not follow", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_that_cannot_be_read_is_left_as_it_is()
    {
        Assert.Equal(0, _cli.Run($"revoke {Issuer} --serial 01").ExitCode);
        var cut = File.ReadAllBytes(_cli.PathOf("north.crl"))[..^10];
        _cli.File("north.crl", cut);

        Assert.Equal(2, _cli.Run($"revoke {Issuer} --serial 02").ExitCode);

        Assert.Equal(cut, File.ReadAllBytes(_cli.PathOf("north.crl")));
    }

    [Fact]
    public void Nothing_but_the_lists_and_the_lock_is_left_in_the_folder()
    {
        var before = Files();

        Assert.Equal(0, _cli.Run($"revoke {Issuer} --serial 01").ExitCode);
        Assert.Equal(0, _cli.Run($"revoke {Issuer} --serial 02 --delta delta.pem").ExitCode);

        Assert.Equal(["delta.pem", "north.crl", "north.crl.lock"],
            Files().Except(before).Order(StringComparer.Ordinal));
        Assert.StartsWith("-----BEGIN X509 CRL-----", File.ReadAllText(_cli.PathOf("delta.pem")),
            StringComparison.Ordinal);
    }

    private IEnumerable<string> Files() =>
        [.. Directory.GetFiles(_cli.PathOf("")).Select(Path.GetFileName).OfType<string>()];

    private RevocationList List()
    {
        Assert.True(RevocationList.TryRead(File.ReadAllBytes(_cli.PathOf("north.crl")), out var list, out var error),
            error.ToString());
        return list;
    }
}
