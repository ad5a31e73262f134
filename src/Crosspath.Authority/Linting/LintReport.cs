using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Authority.Linting;

/// <summary>What the rules say about one certificate.</summary>
/// <param name="Certificate">It.</param>
/// <param name="Role">What it was taken for, given the certificates at hand.</param>
/// <param name="Rules">The packs and dates by which it was judged.</param>
/// <param name="Findings">In the order of packs and rules.</param>
public sealed record LintReport(
    Certificate Certificate, LintScope Role, ImmutableArray<RuleSet> Rules, ImmutableArray<LintFinding> Findings)
{
    /// <summary>Whether no rule that must be kept is broken.</summary>
    public bool Passed => Findings.All(finding => finding.Rule.Severity != Severity.Error);
}
