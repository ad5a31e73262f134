using System.Text.RegularExpressions;
using System.Xml.Linq;
using Crosspath.Testing;

namespace Crosspath.Paths.Tests;

/// <summary>Rules of the house that no compiler knows.</summary>
public sealed partial class HouseRulesTests
{
    [Fact]
    public void Every_finding_is_documented_and_nothing_else_is()
    {
        var documented = DocumentedCode().Matches(Text("docs", "findings.md")).Select(match => match.Groups[1].Value).ToHashSet();

        var used = Sources("src", "Crosspath.Paths", "Validation")
            .Append(Path.Combine(SharedData.Repository, "src", "Crosspath.X509", "CertificateFindings.cs"))
            .Append(Path.Combine(SharedData.Repository, "src", "Crosspath.X509", "Revocation", "RevocationListFindings.cs"))
            .SelectMany(file => FindingCode().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value)
            .ToHashSet();

        Assert.Equal(documented.Order(), used.Order());
    }

    [Theory]
    [InlineData("Crosspath.X509", "")]
    [InlineData("Crosspath.Paths", "X509")]
    [InlineData("Crosspath.Stores", "X509 Paths")]
    [InlineData("Crosspath.Fetch", "X509")]
    [InlineData("Crosspath.Authority", "X509 Paths")]
    [InlineData("Crosspath.Clients", "X509 Paths")]
    [InlineData("Crosspath.Census", "X509 Paths Stores Fetch")]
    [InlineData("Crosspath.Answers", "X509 Paths Stores Clients Authority Census")]
    [InlineData("Crosspath.Web", "X509 Paths Stores Clients Authority Answers")]
    [InlineData("Crosspath.Cli", "X509 Paths Stores Fetch Authority Clients Census Answers Web")]
    public void Projects_know_only_whom_the_architecture_says(string project, string others)
    {
        var references = XDocument.Load(Path.Combine(SharedData.Repository, "src", project, project + ".csproj"))
            .Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value).Replace("Crosspath.", "", StringComparison.Ordinal));

        Assert.Equal(others.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), references.Order());
    }

    [Fact]
    public void Classes_are_sealed_static_or_abstract()
    {
        var open = new[] { typeof(TrustPaths).Assembly, typeof(X509.Certificate).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false }
                && !type.Name.Contains('<', StringComparison.Ordinal));

        Assert.Empty(open);
    }

    private static string Text(params string[] parts) => File.ReadAllText(Path.Combine([SharedData.Repository, .. parts]));

    private static string[] Sources(params string[] parts) =>
        Directory.GetFiles(Path.Combine([SharedData.Repository, .. parts]), "*.cs", SearchOption.AllDirectories);

    // A row of a table: | `code` | severity |
    [GeneratedRegex(@"^\| `([a-z0-9-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex DocumentedCode();

    [GeneratedRegex("""(?:new Finding\(|new\(|NameViolation\(|Error\(|, |Code: |\? )"([a-z0-9]+(?:-[a-z0-9]+)+|expired|policy|revoked|distrusted|precertificate)"(?=,)""")]
    private static partial Regex FindingCode();
}
