using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using Crosspath.Authority.Demos;
using Crosspath.Paths;
using Crosspath.Testing;

namespace Crosspath.Authority.Tests;

public sealed class DemoPkiTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Kinds => [.. DemoKind.All.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_demo_has_a_cross_sign_and_a_valid_path_today(string kind)
    {
        var demo = DemoPki.Create(kind, Now);
        var paths = PathsOf(demo);

        var counts = paths.Count(new PathQuery(demo.Leaf, Now));

        Assert.True(counts.Paths >= 2);
        Assert.True(counts.ValidPaths >= 1);
        Assert.True(counts.Exact);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void OpenSSL_finds_a_path_in_every_demo(string kind)
    {
        var folder = Directory.CreateTempSubdirectory("crosspath-demo-").FullName;
        Assert.Null(DemoFiles.Write(DemoPki.Create(kind, DateTimeOffset.UtcNow), folder));

        Assert.Equal("leaf.pem: OK", Verify(folder));

        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("dst-x3-2021", "2021-09-01", 3)]
    [InlineData("dst-x3-2021", "2021-10-15", 1)]
    [InlineData("rollover", "2027-07-19", 2)]
    [InlineData("partitions", "2027-07-19", 1)]
    public void The_story_is_told_by_the_dates(string kind, string day, int validPaths)
    {
        var demo = DemoPki.Create(kind, Now);

        var counts = PathsOf(demo).Count(new PathQuery(demo.Leaf, DateTimeOffset.Parse(day + "T00:00:00Z")));

        Assert.Equal(validPaths, counts.ValidPaths);
    }

    [Fact]
    public void The_bridge_maps_policies()
    {
        var demo = DemoPki.Create("bridge", Now);
        var query = new PathQuery(demo.Leaf, Now)
        {
            Policies = [X509.Der.ObjectIdentifier.Parse("1.3.6.1.4.1.55555.2.1")],
            RequireExplicitPolicy = true,
        };

        var path = Assert.Single(PathsOf(demo).Find(query), path => path.IsValid);

        Assert.Equal("Demo Health Root", path.Path.Anchor.Certificate.Subject.FriendlyText);
    }

    [Fact]
    public void A_mesh_of_twelve_by_eight_is_made_and_one_beyond_reason_refused()
    {
        var demo = DemoPki.Create("mesh", Now, (12, 8));

        Assert.Equal(8 + 11 * 64 + 8, demo.Intermediates.Length);
        Assert.Throws<ArgumentException>(() => DemoPki.Create("mesh", Now, (1000, 1000)));
        Assert.Throws<ArgumentException>(() => DemoPki.Create("wedding", Now));
    }

    [Fact]
    public void The_platform_reads_what_is_issued_and_keys_fit_their_certificates()
    {
        var demo = DemoPki.Create("compromise", Now);

        using var leaf = X509Certificate2.CreateFromPem(
            System.Security.Cryptography.PemEncoding.WriteString("CERTIFICATE", demo.Leaf.Raw.Span), demo.Keys["www.demo.test"]);

        Assert.Equal("CN=www.demo.test, O=Crosspath Demo", leaf.Subject);
        Assert.True(leaf.HasPrivateKey);
        Assert.True(leaf.MatchesHostname("www.demo.test"));
    }

    [Fact]
    public void Private_keys_are_for_their_owner_alone_and_foreign_folders_are_left_alone()
    {
        var folder = Directory.CreateTempSubdirectory("crosspath-demo-").FullName;
        var demo = DemoPki.Create("compromise", Now);
        Assert.Null(DemoFiles.Write(demo, folder));
        Assert.Null(DemoFiles.Write(demo, folder)); // again, over its own files

        if (!OperatingSystem.IsWindows())
        {
            var keys = Directory.GetFiles(Path.Combine(folder, "keys"));
            Assert.NotEmpty(keys);
            foreach (var key in keys) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        }
        var foreign = Directory.CreateDirectory(Path.Combine(folder, "foreign")).FullName;
        File.WriteAllText(Path.Combine(foreign, "thesis.txt"), "years of work");
        Assert.NotNull(DemoFiles.Write(demo, foreign));
        Assert.Single(Directory.GetFileSystemEntries(foreign));
        Directory.Delete(folder, recursive: true);
    }

    private static TrustPaths PathsOf(DemoPki demo) => new(
        TrustGraph.Build([demo.Leaf, .. demo.Intermediates, .. demo.Roots]),
        demo.Roots.Select(root => new TrustAnchor(root)));

    private static string Verify(string folder)
    {
        var start = new ProcessStartInfo("openssl", "verify -CAfile roots.pem -untrusted intermediates.pem -purpose sslserver leaf.pem")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            return process.StandardOutput.ReadToEnd().Trim();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            SharedData.Missing("OpenSSL's command line");
            return "";
        }
    }
}
