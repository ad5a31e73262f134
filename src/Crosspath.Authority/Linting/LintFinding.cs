namespace Crosspath.Authority.Linting;

/// <summary>A rule that a certificate breaks.</summary>
/// <param name="Rule">Which.</param>
/// <param name="Message">What is wrong, in a sentence about this certificate.</param>
public sealed record LintFinding(LintRule Rule, string Message);
