using System.Xml.Linq;
using Crosspath.Authority;

namespace Crosspath.Cli.Tests;

public sealed class PictureTests : IDisposable
{
    private readonly CommandLine _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Every_identity_is_a_box_and_every_certificate_between_them_a_line()
    {
        var result = _cli.WithDemo("rollover").Run($"paths {CommandLine.Leaf("rollover")} --svg -");

        var svg = XDocument.Parse(result.Output);
        var titles = svg.Descendants().Where(e => e.Name.LocalName == "title").Select(e => e.Value).Skip(1);
        var lines = svg.Descendants().Where(e => e.Name.LocalName == "path" && e.Attribute("class") is not null);
        Assert.Equal(["www.demo.test", "Demo Issuing CA", "Demo Root G2", "Demo Root G1"], titles);
        Assert.Equal(5, lines.Count());
        Assert.Single(lines, line => line.Attribute("marker-start") is not null);
    }

    [Fact]
    public void A_long_line_passes_beside_the_boxes()
    {
        var result = _cli.WithDemo("dst-x3-2021").Run($"paths {CommandLine.Leaf("dst-x3-2021")} --at 2021-10-15 --svg -");

        var svg = XDocument.Parse(result.Output);
        var boxes = svg.Descendants().Where(e => (string?)e.Attribute("class") == "box").Select(e => (int)e.Attribute("y")!);
        var line = svg.Descendants().Single(e => (string?)e.Attribute("class") == "edge faulty").Attribute("d")!.Value;
        var height = int.Parse(line.Split('H')[0].Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture);
        Assert.All(boxes, top => Assert.False(height > top && height < top + 54));
    }

    [Fact]
    public void A_hostile_name_stays_text_in_every_language()
    {
        using var key = SigningKey.Create();
        const string Evil = "</title><script>alert(1)</script>\"];\n  end\n\\\" -> x `&lt;";
        var root = new CertificateDraft
        {
            Subject = CertificateDraft.NameOf(Evil),
            Issuer = CertificateDraft.NameOf(Evil),
            PublicKeyInfo = key.PublicKeyInfo,
            NotBefore = DateTimeOffset.UnixEpoch,
            NotAfter = DateTimeOffset.UnixEpoch.AddYears(100),
            SerialNumber = CertificateDraft.RandomSerialNumber(),
            Extensions = [],
        }.SignWith(key);
        _cli.File("evil.der", root.Raw.ToArray());

        var svg = XDocument.Parse(_cli.Run("paths evil.der --roots evil.der --svg -").Output);
        var dot = _cli.Run("paths evil.der --roots evil.der --dot -").Output;
        var mermaid = _cli.Run("paths evil.der --roots evil.der --mermaid -").Output;

        Assert.DoesNotContain(svg.Descendants(), element => element.Name.LocalName == "script");
        Assert.Contains("<script>alert(1)</script>", svg.Root!.Elements().First().Value, StringComparison.Ordinal);
        Assert.Equal(5, dot.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("\\\\\\\" -> x `&amp;lt;", dot, StringComparison.Ordinal);
        Assert.Equal(5, mermaid.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.DoesNotContain(mermaid, character => character is '<' or '>' or '`' or '\\');
    }

    [Fact]
    public void A_file_is_written_whole_or_left_alone()
    {
        _cli.WithDemo("rollover");
        _cli.File("p.svg", "old"u8.ToArray());
        Directory.CreateDirectory(_cli.PathOf("folder"));

        var refused = _cli.Run($"paths {CommandLine.Leaf("rollover")} --svg p.svg --dot folder");
        var before = File.ReadAllText(_cli.PathOf("p.svg"));
        var written = _cli.Run($"paths {CommandLine.Leaf("rollover")} --svg p.svg --count");

        Assert.Equal(2, refused.ExitCode);
        Assert.Empty(refused.Output);
        Assert.Single(refused.ErrorLines);
        Assert.Equal("old", before);
        Assert.Equal(0, written.ExitCode);
        Assert.StartsWith("<svg", File.ReadAllText(_cli.PathOf("p.svg")), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_cli.PathOf("."), "*.new"));
    }

    [Fact]
    public void A_tangle_is_cut_and_the_picture_says_so()
    {
        var result = _cli.WithDemo("mesh", "--layers 12 --width 8").Run($"paths {CommandLine.Leaf("mesh")} --svg -");

        var svg = XDocument.Parse(result.Output);
        var lines = svg.Descendants().Count(e => e.Name.LocalName == "path" && e.Attribute("class") is not null);
        Assert.InRange(lines, 200, 320);
        Assert.EndsWith(
            "(not all are drawn)", svg.Root!.Elements().First(e => e.Name.LocalName == "text").Value, StringComparison.Ordinal);
    }
}
