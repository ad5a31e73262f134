namespace Crosspath.Authority.CrossSigning;

/// <summary>Leave to break one rule; recorded beside the certificate.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Reason">Why, in the words of who gave it.</param>
public sealed record Waiver(string Rule, string Reason);
