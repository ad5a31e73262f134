using Crosspath.Authority.Linting;

namespace Crosspath.Answers;

/// <summary>What was found about one certificate, and in which file it stood.</summary>
internal sealed record LintDocument(string Source, LintReport Report);
