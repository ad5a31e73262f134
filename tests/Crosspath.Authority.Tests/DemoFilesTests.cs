using System.Globalization;
using System.Text;
using Crosspath.Authority.Demos;
using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Authority.Tests;

public sealed class DemoFilesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string> Dates => new(
        from kind in DemoKind.All
        from question in DemoPki.Create(kind.Name, Now).Questions
        select (kind.Name, (question.At ?? Now).ToString("O", CultureInfo.InvariantCulture)));

    [Theory]
    [MemberData(nameof(Dates))]
    public void OpenSSL_finds_a_path_on_every_date_of_a_story(string kind, string at)
    {
        using var openSsl = new OpenSslCommand();
        var time = DateTimeOffset.Parse(at, CultureInfo.InvariantCulture);
        Assert.Null(DemoFiles.Write(DemoPki.Create(kind, Now), openSsl.Folder));

        var answer = openSsl.Run(
            "verify", "-attime", $"{time.ToUnixTimeSeconds()}", "-purpose", "sslserver",
            "-CAfile", "roots.pem", "-untrusted", "intermediates.pem", "leaf.pem");

        Assert.Equal("leaf.pem: OK\n", answer);
    }

    [Theory]
    [InlineData("dst-x3-2021", 3)]
    [InlineData("rollover", 4)]
    [InlineData("compromise", 2)]
    [InlineData("partitions", 2)]
    [InlineData("bridge", 3)]
    [InlineData("mesh", 81)]
    public void A_naive_count_finds_as_many_paths(string kind, int expected)
    {
        var demo = DemoPki.Create(kind, Now);
        var paths = new TrustPaths(
            TrustGraph.Build([demo.Leaf, .. demo.Intermediates, .. demo.Roots]),
            demo.Roots.Select(root => new TrustAnchor(root)));

        Assert.Equal(expected, NaiveCount(demo, demo.Leaf, []));
        Assert.Equal(expected, paths.Count(new PathQuery(demo.Leaf, Now)).Paths);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 3, 9)]
    [InlineData(5, 2, 32)]
    public void A_mesh_has_width_to_the_power_of_layers_paths(int layers, int width, int expected)
    {
        var demo = DemoPki.Create("mesh", Now, (layers, width));

        Assert.Equal(expected, NaiveCount(demo, demo.Leaf, []));
    }

    [Fact]
    public void Another_folder_is_written_to_only_by_force_and_keeps_its_own_files()
    {
        using var folder = new OpenSslCommand();
        var diary = Directory.CreateDirectory(Path.Combine(folder.Folder, "keys")).FullName + "/diary.key.pem";
        File.WriteAllText(diary, "mine");
        var demo = DemoPki.Create("compromise", Now);

        Assert.NotNull(DemoFiles.Write(demo, folder.Folder));
        Assert.Null(DemoFiles.Write(demo, folder.Folder, force: true));

        Assert.Equal("mine", File.ReadAllText(diary));
        Assert.Equal(demo.Keys.Count + 1, Directory.GetFiles(Path.GetDirectoryName(diary)!).Length);
    }

    [Fact]
    public void Another_demo_in_the_same_folder_leaves_no_key_of_the_first()
    {
        using var folder = new OpenSslCommand();
        var second = DemoPki.Create("compromise", Now);

        Assert.Null(DemoFiles.Write(DemoPki.Create("mesh", Now), folder.Folder));
        Assert.Null(DemoFiles.Write(second, folder.Folder));

        Assert.Equal(second.Keys.Count, Directory.GetFiles(Path.Combine(folder.Folder, "keys")).Length);
    }

    [Fact]
    public void Where_a_file_is_in_the_way_the_reason_comes_back()
    {
        using var folder = new OpenSslCommand();
        var file = Path.Combine(folder.Folder, "file");
        File.WriteAllText(file, "");

        var problem = DemoFiles.Write(DemoPki.Create("compromise", Now), file);

        Assert.StartsWith(file, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_key_folder_is_for_its_owner_alone()
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new OpenSslCommand();

        Assert.Null(DemoFiles.Write(DemoPki.Create("compromise", Now), folder.Folder));

        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Assert.Equal(Owner, File.GetUnixFileMode(Path.Combine(folder.Folder, "keys")));
    }

    [Fact]
    public void Above_each_certificate_stand_its_names_and_dates()
    {
        using var folder = new OpenSslCommand();

        Assert.Null(DemoFiles.Write(DemoPki.Create("dst-x3-2021", Now), folder.Folder));

        var lines = File.ReadAllLines(Path.Combine(folder.Folder, "roots.pem"), Encoding.UTF8);
        Assert.Equal("Demo Old Root X3, by Demo Old Root X3, 2000-09-30 to 2021-09-30", lines[0]);
    }

    // Who signed whom by name alone: in a demonstration each name has one key.
    private static int NaiveCount(DemoPki demo, Certificate from, HashSet<string> visited)
    {
        var issuer = from.Issuer.ToString();
        if (visited.Contains(issuer)) return 0;
        var count = demo.Roots.Count(root => root.Subject.ToString() == issuer);
        foreach (var next in demo.Intermediates.Where(candidate => candidate.Subject.ToString() == issuer))
            count += NaiveCount(demo, next, [.. visited, issuer]);
        return count;
    }
}
