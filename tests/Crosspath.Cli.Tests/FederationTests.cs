using System.Diagnostics;
using System.Security.Cryptography;
using Crosspath.Federations;

namespace Crosspath.Cli.Tests;

public sealed class FederationTests : IDisposable
{
    private readonly CommandLine _cli = new();

    public static TheoryData<string> Examples => [.. FederationExample.All.Select(example => example.Name)];

    public void Dispose() => _cli.Dispose();

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_is_planned_applied_and_proved(string name)
    {
        Assert.Equal(0, _cli.Run($"federation init f --example {name}").ExitCode);
        Assert.Equal(1, _cli.Run("federation verify f").ExitCode);

        var applied = _cli.Run("federation apply f");

        Assert.True(applied.ExitCode == 0, applied.Error);
        Assert.StartsWith("nothing to do", _cli.Run("federation apply f").Output, StringComparison.Ordinal);
        var proof = _cli.Run("federation verify f");
        Assert.True(proof.ExitCode == 0, proof.Output + proof.Error);
        Assert.Equal(0, _cli.Run("federation status f").ExitCode);
        var plan = _cli.Run("federation plan f --clients none --json").Json;
        Assert.True(plan.GetProperty("isEmpty").GetBoolean());
        Assert.Equal(plan.GetProperty("before").GetRawText(), plan.GetProperty("after").GetRawText());
    }

    [Fact]
    public void A_plan_shows_who_trusts_whom_before_and_after_without_a_key()
    {
        _cli.Run("federation init f --example merger");
        Directory.Delete(_cli.PathOf("f/bought/keys"), recursive: true);
        Directory.Delete(_cli.PathOf("f/buyer/keys"), recursive: true);

        var plan = _cli.Run("federation plan f --domain buyer --domain bought --clients all --json").Json;

        var cell = plan.GetProperty("after").EnumerateArray().First(cell =>
            cell.GetProperty("workload").GetString() == "shop" && cell.GetProperty("domain").GetString() == "buyer");
        Assert.True(cell.GetProperty("trusted").GetBoolean());
        Assert.True(cell.GetProperty("clients").GetProperty("go").GetBoolean());
        Assert.True(cell.GetProperty("clients").EnumerateObject().Count() > 20);
        Assert.Contains(plan.GetProperty("before").EnumerateArray(), before =>
            before.GetProperty("workload").GetString() == "shop" && before.GetProperty("domain").GetString() == "buyer"
            && !before.GetProperty("trusted").GetBoolean());
        Assert.False(Directory.Exists(_cli.PathOf("f/exchange/buyer/cross")));
    }

    [Theory]
    [InlineData("realm:", "relam:", "10: there is no field 'relam'; did you mean 'realm'?")]
    [InlineData("    to: south ", "    to: soth ", "30: there is no domain 'soth'; did you mean 'south'?")]
    [InlineData("template: partition", "template: partitions",
        "32: there is no template 'partitions'; did you mean 'partition'?")]
    [InlineData("{days: 365}", "{days: many}", "33: 'many' is no whole number from 1 to 36525")]
    [InlineData("mutual: true", "mutual: perhaps", "31: 'perhaps' is neither true nor false")]
    [InlineData("crl: http://pki.north.test:8080/ca.crl", "crl: nowhere", "12: 'nowhere' is no HTTP or LDAP address")]
    [InlineData("dns: [south.test]", "dns: [north.test]", "20: south and north both claim north.test")]
    [InlineData("workload: north-api, trusted", "workload: north-ap, trusted",
        "42: there is no workload 'north-ap'; did you mean 'north-api'?")]
    [InlineData("{certifier: south, host", "{certifier: south, hosts",
        "44: there is no field 'hosts'; did you mean 'host'?")]
    [InlineData("workloads:\n", "  - {from: south, to: north}\n\nworkloads:\n",
        "37: 'south-north' overlaps 'north-south': both let south sign north")]
    [InlineData("    key: north/keys/root.key", "    key: pkcs11:object=x?pin-value=1",
        "8: a PIN does not belong into this file; give it by --password-file or --password-env")]
    [InlineData("formats: [pem, configmap, spiffe], refreshDays: 1}\n  south", "formats: [pem, spifee]}\n  south",
        "15: there is no bundle format 'spifee'; did you mean 'spiffe'?")]
    public void What_is_not_understood_is_refused_with_its_line(string text, string other, string expected)
    {
        _cli.Run("federation init f --example pair");
        var yaml = File.ReadAllText(_cli.PathOf("f/federation.yaml"));
        Assert.Contains(text, yaml, StringComparison.Ordinal);
        var place = yaml.IndexOf(text, StringComparison.Ordinal);
        File.WriteAllText(_cli.PathOf("f/federation.yaml"), yaml[..place] + other + yaml[(place + text.Length)..]);

        foreach (var command in (string[])["plan", "apply", "verify"])
        {
            var result = _cli.Run($"federation {command} f/federation.yaml");
            Assert.Equal(2, result.ExitCode);
            Assert.Equal($"crosspath: f/federation.yaml:{expected}\n", result.Error);
        }
        Assert.False(File.Exists(_cli.PathOf("f/exchange/north/root.cer")));
    }

    [Fact]
    public void A_fault_is_shown_with_line_and_path()
    {
        _cli.Run("federation init f --example pair");
        _cli.Run("federation apply f");
        var yaml = File.ReadAllText(_cli.PathOf("f/federation.yaml"));
        File.WriteAllText(_cli.PathOf("f/federation.yaml"),
            yaml.Replace("trustedIn: [north, south]", "trustedIn: [north], notTrustedIn: [south]", StringComparison.Ordinal));

        var text = _cli.Run("federation verify f");
        var json = _cli.Run("federation verify f --json");

        Assert.Equal(1, text.ExitCode);
        Assert.Contains("federation.yaml:42: north-api must not be trusted in south, and is\n"
            + "  api.north.test < North Issuing CA < North Root < South Root\n", text.Output, StringComparison.Ordinal);
        Assert.Contains(json.Json.GetProperty("violations").EnumerateArray(), violation =>
            violation.GetProperty("kind").GetString() == "trusted"
            && violation.GetProperty("path").GetArrayLength() == 4);
    }

    [Fact]
    public void A_key_that_is_encrypted_is_opened_by_a_password_from_the_environment()
    {
        _cli.Run("federation init f --example merger");
        var file = _cli.PathOf("f/buyer/keys/root.key");
        using (var key = ECDsa.Create())
        {
            key.ImportFromPem(File.ReadAllText(file));
            var how = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 2000);
            File.WriteAllText(file, key.ExportEncryptedPkcs8PrivateKeyPem("open sesame", how));
        }
        Environment.SetEnvironmentVariable("CROSSPATH_TEST_FEDERATION", "open sesame");

        var without = _cli.Run("federation apply f --domain buyer");
        var with = _cli.Run("federation apply f --domain buyer --password-env CROSSPATH_TEST_FEDERATION");

        Assert.Equal(2, without.ExitCode);
        Assert.Contains("give its password by --password-file or --password-env", without.Error,
            StringComparison.Ordinal);
        Assert.True(with.ExitCode == 0, with.Error);
        Assert.DoesNotContain("open sesame", with.Output + with.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Processes_that_are_killed_leave_nothing_that_the_next_run_does_not_finish()
    {
        _cli.Run("federation init f --example mesh");
        foreach (var delay in (int[])[150, 250, 300, 350, 400, 450, 500])
        {
            using var process = _cli.Start("federation apply f");
            Thread.Sleep(delay);
            process.Kill(); // SIGKILL: nothing is tidied up
            process.WaitForExit();
        }

        var finished = _cli.Run("federation apply f");

        Assert.True(finished.ExitCode == 0, finished.Error);
        Assert.Equal(0, _cli.Run("federation verify f").ExitCode);
        Assert.Equal(12, Directory.GetFiles(_cli.PathOf("f/exchange"), "*.1.pem", SearchOption.AllDirectories).Length);
        Assert.Empty(Directory.GetFiles(_cli.PathOf("f/exchange"), "*.2.pem", SearchOption.AllDirectories));
    }

    [Fact]
    public void Two_domains_apply_at_the_same_time()
    {
        _cli.Run("federation init f --example merger");
        Process[] processes =
        [
            _cli.Start("federation apply f --domain buyer"), _cli.Start("federation apply f --domain bought"),
            _cli.Start("federation apply f --domain buyer"),
        ];
        foreach (var process in processes)
        {
            using (process)
            {
                process.WaitForExit();
                Assert.Equal(0, process.ExitCode);
            }
        }

        _cli.Run("federation apply f");
        var issued = Directory.GetFiles(_cli.PathOf("f/exchange"), "merger.*.pem", SearchOption.AllDirectories);
        Assert.Equal(2, issued.Length);
        Assert.Equal(0, _cli.Run("federation verify f").ExitCode);
    }

    [Fact]
    public void A_domain_is_cut_off_by_the_others()
    {
        _cli.Run("federation init f --example hub");
        _cli.Run("federation apply f");

        var cutoff = _cli.Run("federation cutoff energy --file f --json").Json;

        var revoked = Assert.Single(cutoff.GetProperty("revoke").EnumerateArray());
        Assert.Equal("bridge", revoked.GetProperty("issuer").GetString());
        Assert.Equal("0", cutoff.GetProperty("proof").GetProperty("pathsAfter").GetString());
        var yaml = File.ReadAllText(_cli.PathOf("f/federation.yaml"));
        File.WriteAllText(_cli.PathOf("f/federation.yaml"),
            yaml.Replace("  energy:\n", "  energy:\n    isolated: true\n", StringComparison.Ordinal));
        Assert.Equal(0, _cli.Run("federation apply f --domain bridge").ExitCode);
        var plan = _cli.Run("federation plan f --clients none --json").Json;
        Assert.DoesNotContain(plan.GetProperty("before").EnumerateArray(), cell =>
            cell.GetProperty("workload").GetString() == "grid" && cell.GetProperty("trusted").GetBoolean()
            && cell.GetProperty("domain").GetString() != "energy");
    }

    [Fact]
    public void A_rollover_is_planned_with_a_new_root_and_bundles_come_in_order()
    {
        _cli.Run("federation init f --example merger");
        _cli.Run("federation apply f");
        SampleKeys.MakeRoot("Bought Root 2", _cli.PathOf("f/new.pem"), _cli.PathOf("f/new.key"),
            TimeProvider.System.GetUtcNow());

        var rollover = _cli.Run("federation rollover bought --root f/new.pem --file f");
        var bundles = _cli.Run("federation bundle f --out out --format pem pkcs12 jks configmap spiffe");

        Assert.True(rollover.ExitCode == 0, rollover.Output + rollover.Error);
        Assert.StartsWith("rollover of bought: nothing breaks at any moment\n", rollover.Output,
            StringComparison.Ordinal);
        Assert.True(bundles.Output.IndexOf("1. members trust", StringComparison.Ordinal)
            < bundles.Output.IndexOf("2. workloads serve", StringComparison.Ordinal));
        var files = Directory.GetFiles(_cli.PathOf("out/buyer")).Select(file => Path.GetFileName(file));
        Assert.Equal(
            ["configmap.yaml", "intermediates.pem", "spiffe-bundle.json", "trust.jks", "trust.p12", "trust.pem"],
            files.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("--loopback")]
    public void The_partitions_run_for_real(string where)
    {
        if (OperatingSystem.IsWindows()) return; // there are neither namespaces nor a loopback network of that size

        var run = _cli.Run($"demo partitions --run --out run {where}");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Contains("  north -> south  openssl  accepted", run.Output, StringComparison.Ordinal);
        Assert.Contains("  south -> north  .NET     accepted", run.Output, StringComparison.Ordinal);
        Assert.Contains("  north -> south  openssl  refused: verify error:num=23:certificate revoked", run.Output,
            StringComparison.Ordinal);
        Assert.EndsWith("everything went as the agreement says\n", run.Output, StringComparison.Ordinal);
    }
}
