using Crosspath.X509;

namespace Crosspath.Paths.Explanation;

/// <summary>One candidate that was considered as the issuer of a certificate, and what became of it.</summary>
/// <param name="Certificate">Whose issuer was looked for.</param>
/// <param name="Candidate">A certificate that might be its issuer's; null when there is none to try.</param>
/// <param name="Outcome"><c>taken</c>; or why not: <c>wrong-key</c>, <c>unverifiable</c>, <c>name-mismatch</c>,
/// <c>loop</c>, <c>no-candidate</c>; or the code of the finding for which it was taken but leads to no valid path, as
/// in docs/findings.md.</param>
/// <param name="Reason">The same in words.</param>
public sealed record Attempt(Certificate Certificate, Certificate? Candidate, string Outcome, string Reason);
