using System.Collections.Immutable;
using Crosspath.Authority.Linting;
using Crosspath.X509;

namespace Crosspath.Authority.CrossSigning;

/// <summary>What came of a wish to cross-sign.</summary>
public abstract record CrossSignResult
{
    private CrossSignResult() { }

    /// <summary>It may be signed.</summary>
    public sealed record Planned(CrossSignPlan Plan) : CrossSignResult;

    /// <summary>It must not be signed, whatever the rules say.</summary>
    /// <param name="Reasons">At least one.</param>
    public sealed record Refused(ImmutableArray<string> Reasons) : CrossSignResult;

    /// <summary>It breaks rules that nobody waived.</summary>
    /// <param name="Plan">What would have been signed.</param>
    /// <param name="Broken">The rules.</param>
    public sealed record RulesBroken(CrossSignPlan Plan, ImmutableArray<LintFinding> Broken) : CrossSignResult;

    /// <summary>It is signed, and everything held.</summary>
    public sealed record Signed(CrossSignPlan Plan, Certificate Certificate) : CrossSignResult;
}
