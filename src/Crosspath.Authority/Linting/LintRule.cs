using Crosspath.X509;

namespace Crosspath.Authority.Linting;

/// <summary>One requirement on a certificate, in force for some time.</summary>
public sealed record LintRule
{
    internal LintRule(string id, Citation citation, Func<LintSubject, string?> check) =>
        (Id, Citation, Check) = (id, citation, check);

    /// <summary>Stable, as listed in docs/lint-rules.md: waivers and suppressions refer to it.</summary>
    public string Id { get; }

    /// <summary>Where it stands.</summary>
    public Citation Citation { get; init; }

    /// <summary>What it asks for, in a sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>Which certificates it is about.</summary>
    public required LintScope Scope { get; init; }

    /// <summary>Error for a MUST, warning for a SHOULD, info for what only people can judge.</summary>
    public Severity Severity { get; init; } = Severity.Error;

    /// <summary>The first day on which it is in force.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The first day on which it is not any more; null while it is.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>What is wrong, or null.</summary>
    internal Func<LintSubject, string?> Check { get; }

    /// <summary>Whether certificates of that day must keep it.</summary>
    public bool IsInForce(DateTimeOffset date) => From <= date && !(Until <= date);
}
