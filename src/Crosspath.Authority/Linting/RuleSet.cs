using System.Globalization;

namespace Crosspath.Authority.Linting;

/// <summary>The rules of a pack that were in force on a date.</summary>
/// <param name="Pack">Whose rules.</param>
/// <param name="Date">The day; null for the day on which each certificate begins to be valid, which is the nearest to
/// its issuance that a certificate tells.</param>
public sealed record RuleSet(LintPack Pack, DateTimeOffset? Date = null)
{
    /// <summary>The rules that a certificate has to keep.</summary>
    public IEnumerable<LintRule> RulesFor(DateTimeOffset notBefore) =>
        Pack.Rules.Where(rule => rule.IsInForce(Date ?? notBefore));

    /// <summary>With the date filled in.</summary>
    public RuleSet At(DateTimeOffset notBefore) => this with { Date = Date ?? notBefore };

    /// <summary>As <c>--rules</c> takes it: PACK@DATE.</summary>
    public override string ToString() => Date is { } date
        ? $"{Pack.Name}@{date.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}"
        : Pack.Name;
}
