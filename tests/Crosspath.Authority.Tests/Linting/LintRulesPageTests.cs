using System.Globalization;
using Crosspath.Authority.Linting;
using Crosspath.Testing;

namespace Crosspath.Authority.Tests.Linting;

/// <summary>docs/lint-rules.md lists the rules, and nothing else.</summary>
public sealed class LintRulesPageTests
{
    private static readonly string Page = Path.Combine(SharedData.Repository, "docs", "lint-rules.md");

    [Fact]
    public void Every_rule_is_documented_as_it_is_and_nothing_else_is()
    {
        var expected = LintPack.All.SelectMany(Section).ToList();
        var documented = File.ReadLines(Page)
            .Where(line => line.StartsWith("## `", StringComparison.Ordinal)
                || line.StartsWith("| `", StringComparison.Ordinal)).ToList();

        if (!expected.SequenceEqual(documented)) File.WriteAllLines(Path.ChangeExtension(Page, ".received"), expected);

        Assert.Equal(expected, documented);
    }

    [Fact]
    public void Rules_have_names_of_their_own_after_their_pack_and_begin_before_they_end()
    {
        var rules = LintPack.All.SelectMany(pack => pack.Rules).ToList();

        Assert.Equal(rules.Count, rules.Select(rule => rule.Id).Distinct().Count());
        Assert.All(LintPack.All, pack =>
            Assert.All(pack.Rules, rule => Assert.StartsWith(pack.Name + "-", rule.Id, StringComparison.Ordinal)));
        Assert.All(rules, rule => Assert.False(rule.Until <= rule.From, rule.Id));
        Assert.All(rules, rule => Assert.NotEqual(LintScope.None, rule.Scope));
    }

    private static IEnumerable<string> Section(LintPack pack) =>
    [
        $"## `{pack.Name}`: {pack.Title}",
        .. pack.Rules.Select(rule =>
            $"| `{rule.Id}` | {rule.Severity.ToString().ToLowerInvariant()} | {About(rule.Scope)} | {InForce(rule)} | "
                + $"{rule.Citation} | {rule.Summary} |"),
    ];

    private static string About(LintScope scope) => scope switch
    {
        LintScope.All => "all",
        LintScope.Ca => "CAs",
        LintScope.IssuedCa => "CAs but roots",
        LintScope.CrossCertificate => "cross-certificates",
        LintScope.Subordinate => "other subordinate CAs",
        LintScope.Root => "roots",
        LintScope.EndEntity => "end entities",
        _ => "all but roots",
    };

    private static string InForce(LintRule rule)
    {
        var from = rule.From == DateTimeOffset.MinValue ? "always" : $"from {Day(rule.From)}";
        return rule.Until is { } until ? $"{from} until {Day(until)}" : from;
    }

    private static string Day(DateTimeOffset date) =>
        date.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
