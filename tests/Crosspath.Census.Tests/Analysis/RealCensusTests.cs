using Crosspath.Census.Analysis;
using Crosspath.Testing;

namespace Crosspath.Census.Tests.Analysis;

public class RealCensusTests
{
    /// <summary>Counts that were looked through before they were approved; docs/census.md says what was looked at.</summary>
    [Fact]
    public void The_data_packs_census_is_the_approved_one()
    {
        var approved = Path.Combine(SharedData.Repository, "tests", "Crosspath.Census.Tests", "Analysis", "real-census.txt");
        var received = string.Join('\n', [.. Lines("default", RealCensus.Report), .. Lines("ccs20", RealCensus.Study), ""]);
        if (File.Exists(approved) && File.ReadAllText(approved) == received) return;
        File.WriteAllText(Path.ChangeExtension(approved, ".received.txt"), received);
        Assert.Fail($"differs from {Path.GetFileName(approved)}: see real-census.received.txt beside it");
    }

    [Fact]
    public void Every_group_has_one_class_and_is_counted_where_it_belongs()
    {
        var report = RealCensus.Report;
        Assert.All(report.Trusted, group => Assert.Single(group.Categories, category => category <= Category.ExpandedTrustTime));
        Assert.All(report.Groups.Where(group => !group.IsTrusted), group => Assert.Empty(group.Evidence));
        var purposes = new[] { Category.AlternativePaths, Category.Bootstrapping, Category.ExpandedTrustStores, Category.ExpandedTrustTime };
        Assert.Equal(report.Trusted.Count(), purposes.Sum(report.Count));
    }

    [Fact]
    public void Known_cross_signs_are_found()
    {
        var names = RealCensus.Report.Trusted.Select(group => group.Subject.FriendlyText).ToHashSet();
        // Of the study's own examples and of later news.
        Assert.Contains("ISRG Root X1", names);
        Assert.Contains("DigiNotar Root CA", names);
        Assert.Contains("Let's Encrypt Authority X3", names);
    }

    private static IEnumerable<string> Lines(string rules, CensusReport report)
    {
        yield return $"{rules}:";
        yield return $"certificates {report.Size.Certificates}, valid {report.ValidCertificates}, of CAs {report.ValidCas}";
        yield return $"paths {report.Paths}, exact {report.IsExact}, longest {report.LongestPath}";
        yield return $"widest anchor {report.WidestAnchor!.Anchor.Subject.FriendlyText}: {report.WidestAnchor.Certificates}";
        yield return $"most paths {report.BusiestCa!.Certificate.Subject.FriendlyText}: {report.BusiestCa.Paths}";
        yield return $"cross-signs {report.Groups.Length}, trusted {report.Trusted.Count()}, reissued {report.Reissued}";
        yield return $"internal {report.Trusted.Count(group => group.IsInternal)}, external {report.Trusted.Count(group => group.IsExternal)}";
        foreach (var role in Enum.GetValues<GroupRoles>().Where(role => role != GroupRoles.None)) yield return $"{role} {report.Count(role)}";
        foreach (var category in Enum.GetValues<Category>()) yield return $"{category} {report.Count(category)}";
    }
}
