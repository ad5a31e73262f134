using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Authority.Linting;

/// <summary>Judges certificates by dated packs of rules, with their siblings and issuers at hand.</summary>
/// <param name="pool">The certificates at hand.</param>
public sealed class Linter(LintPool pool)
{
    /// <summary>Judges a certificate.</summary>
    public LintReport Lint(Certificate certificate, params IEnumerable<RuleSet> rules) =>
        Lint(new LintSubject(certificate, pool), rules);

    /// <summary>Judges a certificate that is about to be signed: its signature is no matter yet.</summary>
    /// <param name="certificate">What will be signed, under any signature.</param>
    /// <param name="issuer">Who will sign.</param>
    /// <param name="rules">By what it is judged.</param>
    public LintReport LintUnsigned(Certificate certificate, Certificate issuer, params IEnumerable<RuleSet> rules) =>
        Lint(new LintSubject(certificate, pool, issuer), rules);

    private static LintReport Lint(LintSubject subject, IEnumerable<RuleSet> rules)
    {
        var dated = rules.Select(set => set.At(subject.Certificate.NotBefore)).ToImmutableArray();
        return new LintReport(subject.Certificate, subject.Role, dated,
            [.. dated.SelectMany(set => Judge(subject, set))]);
    }

    private static IEnumerable<LintFinding> Judge(LintSubject subject, RuleSet set)
    {
        var dated = subject.At(set.Date ?? subject.Certificate.NotBefore);
        foreach (var rule in set.RulesFor(dated.Date))
        {
            if ((rule.Scope & subject.Role) == 0) continue;
            if (rule.Check(dated) is { } message) yield return new LintFinding(rule, message);
        }
    }
}
