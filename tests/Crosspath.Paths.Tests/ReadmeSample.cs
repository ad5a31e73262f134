using Crosspath.Authority.Demos;
using Crosspath.Testing;
using Crosspath.X509;

namespace Crosspath.Paths.Tests;

/// <summary>The README's sample, as it stands there.</summary>
public sealed class ReadmeSample
{
    [Fact]
    public void The_sample_of_the_README_compiles_and_runs()
    {
        var folder = Directory.CreateTempSubdirectory("crosspath-readme-").FullName;
        Assert.Null(DemoFiles.Write(DemoPki.Create("partitions", DateTimeOffset.UtcNow), folder));
        var (leaf, intermediates, roots) =
            (Path.Combine(folder, "leaf.pem"), Path.Combine(folder, "intermediates.pem"), Path.Combine(folder, "roots.pem"));
        var lines = new List<string>();

        var pool = CertificateFiles.ReadCertificates(leaf, intermediates, roots);
        var paths = new TrustPaths(TrustGraph.Build(pool), pool.Where(c => c.IsSelfIssued).Select(c => new TrustAnchor(c)));
        foreach (var path in paths.Find(new PathQuery(pool[0], DateTimeOffset.UtcNow))) lines.Add($"{path.IsValid} {path.Path}");

        Assert.Equal(
            [
                "True www.demo.test < Demo Issuing CA South < Demo Root South",
                "True www.demo.test < Demo Issuing CA South < Demo Root South < Demo Root North",
            ],
            lines);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void The_README_shows_that_very_code()
    {
        var readme = File.ReadAllText(Path.Combine(SharedData.Repository, "README.md"));
        var source = File.ReadAllText(
            Path.Combine(SharedData.Repository, "tests", "Crosspath.Paths.Tests", "ReadmeSample.cs"));
        var sample = readme.Split("```csharp\n")[1].Split("```")[0].Trim().Split('\n');

        Assert.Equal(3, sample.Length);
        Assert.Contains(sample[1], source, StringComparison.Ordinal);
        Assert.Contains(sample[2].Replace("Console.WriteLine(", "lines.Add(", StringComparison.Ordinal), source, StringComparison.Ordinal);
    }
}
