namespace Crosspath.X509;

/// <summary>One reason why a certificate, or a path through it, is refused or deserves a warning.</summary>
/// <param name="Code">Stable, as documented in docs/findings.md: CI jobs and suppressions refer to it.</param>
/// <param name="Severity">Whether it refuses.</param>
/// <param name="Certificate">The certificate it is about; null when it is about a whole path.</param>
/// <param name="Message">A sentence that a person understands.</param>
public sealed record Finding(string Code, Severity Severity, Fingerprint? Certificate, string Message);
