namespace Crosspath.Paths.Validation;

/// <summary>How a certificate breaks name constraints above it.</summary>
/// <param name="Code">As in docs/findings.md.</param>
/// <param name="Message">For people.</param>
internal sealed record NameViolation(string Code, string Message);
