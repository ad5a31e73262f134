namespace Crosspath.X509;

/// <summary>How much a <see cref="Finding"/> weighs.</summary>
public enum Severity
{
    /// <summary>Worth knowing; nothing is wrong.</summary>
    Info,

    /// <summary>Against a rule, yet no reason to refuse.</summary>
    Warning,

    /// <summary>A reason to refuse.</summary>
    Error,
}
