using Crosspath.Paths;

namespace Crosspath.Federations;

/// <summary>One thing that must hold and does not, with the path that shows it.</summary>
public abstract record Violation
{
    private Violation() { }

    /// <summary>Who trusts, or should.</summary>
    public required string Viewer { get; init; }

    /// <summary>The path that shows it; null where it is the lack of one.</summary>
    public JudgedPath? Path { get; init; }

    /// <summary>Something is not trusted that must be.</summary>
    /// <param name="Expectation">Which.</param>
    /// <param name="Reason">Why it is not.</param>
    public sealed record NotTrusted(Expectation Expectation, string Reason) : Violation;

    /// <summary>Something is trusted that must not be.</summary>
    /// <param name="Expectation">Which.</param>
    public sealed record Trusted(Expectation Expectation) : Violation;

    /// <summary>A domain could certify a name to others that is not its own.</summary>
    /// <param name="Certifier">The domain.</param>
    /// <param name="Host">The name.</param>
    /// <param name="Purpose">For which purpose.</param>
    public sealed record ForbiddenName(string Certifier, string Host, Purpose Purpose) : Violation;

    /// <summary>Trust goes through a domain that is no hub.</summary>
    /// <param name="Target">The domain at its end.</param>
    /// <param name="Through">The domain in between.</param>
    public sealed record TransitiveTrust(string Target, string Through) : Violation;

    /// <summary>The search ended before its end.</summary>
    /// <param name="Question">What was asked.</param>
    /// <param name="Budget">What ran out.</param>
    public sealed record NotProved(string Question, string Budget) : Violation;
}
