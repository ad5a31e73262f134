using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Crosspath.X509;

namespace Crosspath.Cli.Tests;

public sealed class PathsCommandTests : IDisposable
{
    private readonly CommandLine _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void The_answer_comes_first_then_a_line_a_path_with_its_reason()
    {
        var result = _cli.WithDemo("dst-x3-2021").Run($"paths {CommandLine.Leaf("dst-x3-2021")} --at 2021-10-15");

        var lines = result.Output.Split('\n');
        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("www.demo.test    3 paths to 2 anchors, 1 valid    trusted until ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith(" ok  www.demo.test < Demo Issuing CA R3 x Demo New Root X1 ", lines[2], StringComparison.Ordinal);
        Assert.StartsWith(" --  www.demo.test < Demo Issuing CA R3 x Demo New Root X1 x Demo Old Root X3 ", lines[3], StringComparison.Ordinal);
        Assert.EndsWith("Demo Old Root X3 expired on 2021-09-30 00:00:00Z", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public void JSON_has_the_fields_of_the_contract()
    {
        var answer = _cli.WithDemo("rollover").Run($"paths {CommandLine.Leaf("rollover")} --json").Json;

        Assert.Equal("4", answer.GetProperty("counts").GetProperty("paths").GetString());
        Assert.True(answer.GetProperty("counts").GetProperty("exact").GetBoolean());
        Assert.False(answer.GetProperty("truncated").GetBoolean());
        Assert.Equal("serverAuth", answer.GetProperty("purpose").GetString());
        var path = answer.GetProperty("paths")[0];
        Assert.Equal(64, answer.GetProperty("target").GetString()!.Length);
        Assert.Equal(answer.GetProperty("target").GetString(), path.GetProperty("certificates")[0].GetString());
        Assert.Equal(path.GetProperty("anchor").GetString(), path.GetProperty("certificates").EnumerateArray().Last().GetString());
        Assert.True(path.GetProperty("valid").GetBoolean());
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", path.GetProperty("validTo").GetString());
        Assert.Equal(0, path.GetProperty("findings").GetArrayLength());
    }

    [Fact]
    public void Counting_lists_nothing()
    {
        var answer = _cli.WithDemo("mesh", "--layers 12 --width 8").Run($"paths {CommandLine.Leaf("mesh")} --count --json").Json;

        Assert.Equal("68719476736", answer.GetProperty("counts").GetProperty("validPaths").GetString());
        Assert.False(answer.TryGetProperty("paths", out _));
    }

    [Fact]
    public void A_listing_that_was_cut_says_so()
    {
        var answer = _cli.WithDemo("mesh").Run($"paths {CommandLine.Leaf("mesh")} --max-paths 5 --json").Json;

        Assert.Equal(5, answer.GetProperty("paths").GetArrayLength());
        Assert.True(answer.GetProperty("truncated").GetBoolean());
        Assert.Equal("81", answer.GetProperty("counts").GetProperty("paths").GetString());
    }

    [Fact]
    public void Each_gives_a_document_a_line_in_the_order_of_the_input()
    {
        var result = _cli.WithDemo("partitions").Run("paths partitions/intermediates.pem --each --roots partitions/roots.pem");

        var targets = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("subject").GetString()!.Split(',')[0]);
        Assert.Equal(
            ["CN=Demo Root South", "CN=Demo Root North", "CN=Demo Issuing CA North", "CN=Demo Issuing CA South"], targets);
    }

    [Theory]
    [InlineData("rollover", "rollover", "--at 2020-01-01")]
    [InlineData("rollover", "rollover", "--at 2040-01-01")]
    [InlineData("rollover", "rollover", "--purpose codeSigning")]
    [InlineData("rollover", "rollover", "--host other.test")]
    [InlineData("rollover", "compromise", "")]
    [InlineData("rollover", "compromise", "--at 2040-01-01")]
    [InlineData("dst-x3-2021", "dst-x3-2021", "--at 2010-01-01")]
    [InlineData("compromise", "rollover", "--purpose codeSigning")]
    [InlineData("partitions", "rollover", "")]
    public void Every_proven_fix_turns_the_answer_when_its_flag_is_given(string kind, string roots, string question)
    {
        _cli.WithDemo("rollover").WithDemo("compromise").WithDemo("partitions").WithDemo("dst-x3-2021");
        var asked = $"paths {kind}/leaf.pem --with {kind} --roots {roots}/roots.pem";

        var no = _cli.Run($"{asked} {question} --explain --json");
        var fixes = no.Json.GetProperty("fixes").EnumerateArray().Where(fix => fix.GetProperty("proven").GetBoolean()).ToList();

        Assert.Equal(1, no.ExitCode);
        Assert.NotEmpty(fixes);
        Assert.All(fixes, fix =>
        {
            var changes = fix.GetProperty("changes").EnumerateArray().Select(change => Flag(change, kind)).ToList();
            var kept = changes.Exists(flag => flag.Split(' ')[0] == question.Split(' ')[0]) ? "" : question;
            Assert.Equal(0, _cli.Run($"{asked} {kept} {string.Join(' ', changes)}").ExitCode);
        });
    }

    private string Flag(JsonElement change, string kind)
    {
        switch (change.GetProperty("change").GetString())
        {
            case "at": return $"--at {change.GetProperty("at").GetString()}";
            case "purpose": return $"--purpose {change.GetProperty("purpose").GetString()}";
            case "host": return $"--host {change.GetProperty("names")[0].GetString()}";
            case var trust:
                Assert.Equal("trust", trust);
                var wanted = change.GetProperty("certificate").GetString();
                var anchor = CertificateFiles.ReadCertificates(_cli.PathOf(kind)).First(c => c.Fingerprint.ToString() == wanted);
                return $"--roots {_cli.File($"{wanted}.der", anchor.Raw.ToArray())}";
        }
    }

    [Fact]
    public void A_policy_can_be_required_and_a_host_asked_for()
    {
        _cli.WithDemo("bridge");

        Assert.Equal(0, _cli.Run($"paths {CommandLine.Leaf("bridge")} --policy 1.3.6.1.4.1.55555.1.1 --host www.demo.test").ExitCode);
        Assert.Equal(1, _cli.Run($"paths {CommandLine.Leaf("bridge")} --policy 1.3.6.1.4.1.55555.7").ExitCode);
        var elsewhere = _cli.Run($"paths {CommandLine.Leaf("bridge")} --host other.test");
        Assert.Equal(1, elsewhere.ExitCode);
        Assert.Contains("is not for other.test", elsewhere.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_are_drawn_and_the_SVG_is_XML()
    {
        var result = _cli.WithDemo("dst-x3-2021")
            .Run($"paths {CommandLine.Leaf("dst-x3-2021")} --dot p.dot --mermaid p.mmd --svg p.svg");

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("digraph", File.ReadAllText(_cli.PathOf("p.dot")), StringComparison.Ordinal);
        Assert.StartsWith("flowchart", File.ReadAllText(_cli.PathOf("p.mmd")), StringComparison.Ordinal);
        var svg = XDocument.Load(_cli.PathOf("p.svg"));
        Assert.Equal("svg", svg.Root!.Name.LocalName);
        Assert.Contains("Demo Old Root X3", svg.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Verdicts_are_remembered_and_change_nothing()
    {
        _cli.WithDemo("mesh");
        var first = _cli.Run($"paths {CommandLine.Leaf("mesh")} --verdicts v --json");
        var second = _cli.Run($"paths {CommandLine.Leaf("mesh")} --verdicts v --json");

        Assert.True(new FileInfo(_cli.PathOf("v")).Length > 35 * 65);
        Assert.Equal(WithoutTime(first.Output), WithoutTime(second.Output));
        Assert.Equal(2, _cli.Run($"paths {CommandLine.Leaf("mesh")} --verdicts mesh/leaf.pem").ExitCode);
    }

    [Fact]
    public void Gzip_folders_and_standard_input_are_read_like_files()
    {
        _cli.WithDemo("compromise");
        var leaf = File.ReadAllBytes(_cli.PathOf("compromise/leaf.pem"));
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress)) gzip.Write(leaf);
        _cli.File("leaf.gz", packed.ToArray());

        Assert.Equal(0, _cli.Run("paths leaf.gz --roots compromise/roots.pem --with compromise").ExitCode);
        Assert.Equal(0, _cli.Run("paths - --roots compromise/roots.pem --with compromise", leaf).ExitCode);
    }

    [Fact]
    public void What_cannot_be_read_is_reported_and_the_rest_is_used()
    {
        _cli.WithDemo("compromise");
        var pool = File.ReadAllText(_cli.PathOf("compromise/intermediates.pem"));
        _cli.File("pool.pem", Encoding.UTF8.GetBytes("-----BEGIN CERTIFICATE-----\nMIIB!!\n-----END CERTIFICATE-----\n" + pool));

        var lenient = _cli.Run("paths compromise/leaf.pem --roots compromise/roots.pem --with pool.pem");
        var strict = _cli.Run("paths compromise/leaf.pem --roots compromise/roots.pem --with pool.pem --strict");

        Assert.Equal(0, lenient.ExitCode);
        Assert.StartsWith("crosspath: pool.pem: ", Assert.Single(lenient.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(2, strict.ExitCode);
    }

    [Theory]
    [InlineData("paths none.pem")]
    [InlineData("paths compromise/leaf.pem --at soon")]
    [InlineData("paths compromise/leaf.pem --purpose cooking")]
    [InlineData("paths compromise/leaf.pem --policy x")]
    [InlineData("paths compromise/leaf.pem --store mozila")]
    [InlineData("paths compromise/leaf.pem --anchor-dates maybe")]
    [InlineData("paths compromise/leaf.pem --max-paths 0")]
    [InlineData("paths compromise/leaf.pem --max-paths many")]
    [InlineData("paths compromise/leaf.pem --rots x")]
    [InlineData("paths compromise/leaf.pem --roots compromise/roots.pem --svg none/p.svg")]
    [InlineData("paths")]
    [InlineData("demo wedding")]
    [InlineData("demo mesh --layers 1000 --width 1000")]
    [InlineData("inspect none.pem")]
    [InlineData("walk")]
    public void Bad_usage_is_one_line_and_exit_code_2(string arguments)
    {
        var result = _cli.WithDemo("compromise").Run(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("crosspath: ", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_demo_without_a_kind_lists_the_kinds()
    {
        var result = _cli.Run("demo");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("dst-x3-2021", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_option_that_is_none_is_said_to_be_none() =>
        Assert.Contains("there is no option '--rots'", _cli.Run("paths --rots x").Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("--help")]
    [InlineData("paths --help")]
    [InlineData("inspect --help")]
    [InlineData("demo --help")]
    public void Help_has_examples_on_every_level(string arguments)
    {
        var result = _cli.Run(arguments);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("crosspath ", result.Output, StringComparison.Ordinal);
        Assert.Contains("Examples:", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_is_one_line() => Assert.Matches(@"^\d+\.\d+\.\d+[^\n]*\n$", _cli.Run("--version").Output);

    private static string WithoutTime(string json) =>
        string.Join('\n', json.Split('\n').Where(line => !line.Contains("\"at\":", StringComparison.Ordinal)));
}
