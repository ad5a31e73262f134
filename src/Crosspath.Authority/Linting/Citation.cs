namespace Crosspath.Authority.Linting;

/// <summary>Where a rule stands.</summary>
/// <param name="Document">Such as RFC 5280.</param>
/// <param name="Section">Within the document.</param>
/// <param name="Version">The version, or date, of the document that first had the rule as it is judged here.</param>
public sealed record Citation(string Document, string Section, string Version)
{
    /// <summary>As it follows a message.</summary>
    public override string ToString() => $"{Document} {Version}, section {Section}";
}
